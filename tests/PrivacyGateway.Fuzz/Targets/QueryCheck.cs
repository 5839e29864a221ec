using System.Text;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The invariants of a rewritten hit's query, judged without the gateway's code.</summary>
internal static class QueryCheck
{
    private static readonly System.Buffers.SearchValues<byte> Simple =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    private static readonly System.Buffers.SearchValues<byte> Involved = System.Buffers.SearchValues.Create("%;?#@=:"u8);

    private static ReadOnlySpan<byte> Marker => "nc=1"u8;

    private static ReadOnlySpan<byte> Redacted => "(redacted)"u8;

    public static void IsAnonymous(ReadOnlySpan<byte> output, int marks)
    {
        Finding.Unless(LenientReader.FindIdentity(output) is null, "a careless reader finds an identifier in the rewritten text");
        Finding.Unless(LenientReader.Count(output, "nc") == marks, "the marker does not stand there as often as it should");

        var raw = 0;
        foreach (var range in output.Split((byte)'&'))
        {
            if (output[range].SequenceEqual(Marker))
                raw++;
        }

        Finding.Unless(raw == marks, "the marker is not written as nc=1");
    }

    /// <summary>Every segment is one of the input's, in order, byte for byte or with a part removed; only the marker is new.</summary>
    public static void ComesFrom(ReadOnlySpan<byte> output, ReadOnlySpan<byte> input, bool coarsened)
    {
        // A personal value may be shorter than its replacement, and needs nothing to decode.
        var redacted = output.IndexOf(Redacted) >= 0;
        if (redacted)
            output = WithoutRedacted(output);

        // Screens and times may be written in classes: 1x1 becomes 1280x720.
        Finding.Unless(
            coarsened || output.Length <= input.Length + Marker.Length + 1, "the output is longer than the input and the marker");
        var source = input.Split((byte)'&');
        foreach (var range in output.Split((byte)'&'))
        {
            var segment = output[range];
            if (segment.SequenceEqual(Marker) || (coarsened && segment.Contains((byte)',')))
                continue;

            var found = false;
            while (!found && source.MoveNext())
                found = IsCutFrom(segment, input[source.Current], redacted);
            Finding.Unless(found, "a segment of the output is not one of the input's, or stands elsewhere");
        }
    }

    /// <summary>An identified target is forwarded unchanged, except that a claimed client address is stripped.</summary>
    public static void IsUntouched(ReadOnlySpan<byte> output, ReadOnlySpan<byte> input)
    {
        if (output.SequenceEqual(input))
            return;
        Finding.Unless(input.IndexOfAny("xX%"u8) >= 0 && output.Length < input.Length, "an identified target was changed");
        var source = input.SplitAny("&?"u8);
        foreach (var range in output.SplitAny("&?"u8))
        {
            var found = false;
            while (!found && source.MoveNext())
                found = output[range].SequenceEqual(input[source.Current]);
            Finding.Unless(found, "a parameter of an identified target was changed");
        }
    }

    /// <summary>A plain name that is not to be stripped, with a plain value, is preserved.</summary>
    public static void PreservesTheRest(ReadOnlySpan<byte> output, ReadOnlySpan<byte> input)
    {
        var kept = output.Split((byte)'&');
        Span<char> name = stackalloc char[64];
        foreach (var range in input.Split((byte)'&'))
        {
            var segment = input[range];
            var equals = segment.IndexOf((byte)'=');
            if (equals is <= 0 or > 32 || segment[..equals].ContainsAnyExcept(Simple) || segment[(equals + 1)..].ContainsAnyExcept(Simple))
                continue;

            var length = LenientReader.NameOf(segment[..equals], name);
            if (IdentityNames.Contains(name[..length]) || IsPersonal(name[..length]) || name[..length] is "nc"
                || name.StartsWith("uc", StringComparison.Ordinal) || segment[(equals + 1)..].StartsWith("__1_"u8))
                continue;

            var found = false;
            while (!found && kept.MoveNext())
                found = output[kept.Current].SequenceEqual(segment);
            Finding.Unless(found, "a harmless parameter was stripped");
        }
    }

    private static bool IsPersonal(ReadOnlySpan<char> name) =>
        Vocabulary.FindParameter(name) is { Category: DataCategory.ClickId or DataCategory.Personal };

    private static byte[] WithoutRedacted(ReadOnlySpan<byte> output) =>
        Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(output).Replace(Encoding.Latin1.GetString(Redacted), "", StringComparison.Ordinal));

    private static bool IsCutFrom(ReadOnlySpan<byte> part, ReadOnlySpan<byte> whole, bool redacted)
    {
        if (part.Length == whole.Length)
            return part.SequenceEqual(whole);

        // A part may only be removed where there is something to decode or to separate.
        if (part.Length > whole.Length || (!redacted && !whole.ContainsAny(Involved)))
            return false;
        var at = 0;
        foreach (var value in whole)
        {
            if (at < part.Length && part[at] == value)
                at++;
        }

        return at == part.Length;
    }
}
