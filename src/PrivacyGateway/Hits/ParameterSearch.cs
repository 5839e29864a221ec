using System.Buffers;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>Looks for one parameter, in any spelling of its name, in the target and in every line of the body.</summary>
internal static class ParameterSearch
{
    /// <summary>Longer than any spelling of these short names that is worth following.</summary>
    private const int LongestSpelling = 512;

    /// <summary>A name of nothing else is its own canonical form but for the case of its letters.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

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
        while (!query.IsEmpty)
        {
            var end = query.IndexOfAny((byte)'&', (byte)';');
            if (Is(end < 0 ? query : query[..end], name, value))
                return true;
            query = end < 0 ? [] : query[(end + 1)..];
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> pair, string name, ReadOnlySpan<byte> value)
    {
        var rawName = NameOf(pair);
        if (rawName.Length < name.Length || rawName.Length > LongestSpelling)
            return false;
        if (!rawName.ContainsAnyExcept(Plain))
            return Ascii.EqualsIgnoreCase(rawName, name) && HasValue(ValueOf(pair), value);
        return IsUnusual(pair, rawName, name, value);
    }

    private static bool IsUnusual(ReadOnlySpan<byte> pair, ReadOnlySpan<byte> rawName, string name, ReadOnlySpan<byte> value)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!rawName.Contains((byte)'%'))
        {
            return CanonicalName.TryWrite(rawName, canonical, out var length)
                && canonical[..length].SequenceEqual(name)
                && HasValue(ValueOf(pair), value);
        }

        Span<byte> text = stackalloc byte[LongestSpelling];
        pair = pair[..Math.Min(pair.Length, LongestSpelling)];
        var decoded = DecodedText.Of(pair, text).Text;
        return CanonicalName.TryWrite(NameOf(decoded), canonical, out var written)
            && canonical[..written].SequenceEqual(name)
            && HasValue(ValueOf(decoded), value);
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> pair) => pair.IndexOf((byte)'=') is >= 0 and var end ? pair[..end] : pair;

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> pair) => pair.IndexOf((byte)'=') is >= 0 and var end ? pair[(end + 1)..] : [];

    private static bool HasValue(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> wanted)
    {
        if (wanted.IsEmpty || actual.Trim(" \t+"u8).SequenceEqual(wanted))
            return true;
        if (actual.Length > LongestSpelling)
            return false;

        // Folded as a name is: whose "1" is full-width, or has a line feed behind it, means the same.
        Span<byte> text = stackalloc byte[LongestSpelling];
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        CanonicalName.TryWrite(DecodedText.Of(actual, text).Text.Trim("+"u8), canonical, out var length);
        return Ascii.Equals(wanted, canonical[..length]);
    }
}
