using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>Looks for one parameter, in any spelling of its name, in the target and in every line of the body.</summary>
internal static class ParameterSearch
{
    /// <summary>Longer than any spelling of these short names that is worth following.</summary>
    private const int LongestSpelling = 512;

    /// <param name="hit">Where to look.</param>
    /// <param name="name">Canonical.</param>
    /// <param name="value">The value it must have, in lower case and whatever its spelling; empty for any.</param>
    public static bool IsIn(Hit hit, string name, ReadOnlySpan<byte> value = default)
    {
        if (IsInQuery(hit.Target.Query, name, value))
            return true;
        if (hit.BodyFormat != BodyFormat.Text)
            return false;

        var lines = new BatchLines(hit.PlainBody.Span);
        while (lines.MoveNext())
        {
            if (IsInQuery(lines.Query, name, value))
                return true;
        }

        return false;
    }

    /// <summary>Whether a pair's name, in any spelling, is this one.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> pair, string name) => Is(pair, name, default);

    private static bool IsInQuery(ReadOnlySpan<byte> query, string name, ReadOnlySpan<byte> value)
    {
        foreach (var range in query.SplitAny("&;"u8))
        {
            if (Is(query[range], name, value))
                return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> pair, string name, ReadOnlySpan<byte> value)
    {
        var end = pair.IndexOf((byte)'=');
        var rawName = end < 0 ? pair : pair[..end];
        if (rawName.Length < name.Length || rawName.Length > LongestSpelling)
            return false;

        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!rawName.Contains((byte)'%'))
        {
            return CanonicalName.TryWrite(rawName, canonical, out var length)
                && canonical[..length].SequenceEqual(name)
                && HasValue(end < 0 ? default : pair[(end + 1)..], value);
        }

        Span<byte> text = stackalloc byte[LongestSpelling];
        Span<int> origin = stackalloc int[LongestSpelling + 1];
        pair = pair[..Math.Min(pair.Length, LongestSpelling)];
        var decoded = DecodedText.Of(pair, text, origin).Text;
        end = decoded.IndexOf((byte)'=');
        return CanonicalName.TryWrite(end < 0 ? decoded : decoded[..end], canonical, out var written)
            && canonical[..written].SequenceEqual(name)
            && HasValue(end < 0 ? default : decoded[(end + 1)..], value);
    }

    private static bool HasValue(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> wanted)
    {
        if (wanted.IsEmpty || actual.Trim(" \t+"u8).SequenceEqual(wanted))
            return true;
        if (actual.Length > LongestSpelling)
            return false;

        // Folded as a name is: whose "1" is full-width, or has a line feed behind it, means the same.
        Span<byte> text = stackalloc byte[LongestSpelling];
        Span<int> origin = stackalloc int[LongestSpelling + 1];
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        CanonicalName.TryWrite(DecodedText.Of(actual, text, origin).Text.Trim("+"u8), canonical, out var length);
        return Ascii.Equals(wanted, canonical[..length]);
    }
}
