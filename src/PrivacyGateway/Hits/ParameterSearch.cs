using System.Buffers;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>Searches for one parameter, in any spelling of its name, in the request target and in every line of the body.</summary>
internal static class ParameterSearch
{
    /// <summary>Longer spellings of these short names are not examined.</summary>
    private const int MaxSpellingLength = 512;

    /// <summary>A name of these bytes alone equals its canonical form, apart from case.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    private static readonly SearchValues<byte> Escapes = SearchValues.Create([(byte)'%', 0xC0, 0xC1, 0xE0, 0xF0]);

    /// <param name="hit">The hit to search.</param>
    /// <param name="name">The canonical name.</param>
    /// <param name="value">The value to look for, in lower case and in any spelling; empty for any value.</param>
    public static bool Contains(Hit hit, string name, ReadOnlySpan<byte> value = default)
    {
        if (QueryContains(hit.Target.Query, name, value))
            return true;
        if (hit.BodyFormat != BodyFormat.Text)
            return false;

        var lines = new BatchLines(hit.PlainBody.Span);
        while (lines.MoveNext())
        {
            if (QueryContains(lines.Query, name, value))
                return true;
        }

        return false;
    }

    /// <summary>Whether a query, without its leading <c>?</c>, has the parameter with that value.</summary>
    public static bool QueryContains(ReadOnlySpan<byte> query, string name, ReadOnlySpan<byte> value)
    {
        while (!query.IsEmpty)
        {
            var end = query.IndexOfAny((byte)'&', (byte)';');
            if (Matches(end < 0 ? query : query[..end], name, value))
                return true;
            query = end < 0 ? [] : query[(end + 1)..];
        }

        return false;
    }

    /// <summary>Whether a pair has this name, in any spelling.</summary>
    public static bool HasName(ReadOnlySpan<byte> pair, string name) => Matches(pair, name, default);

    private static bool Matches(ReadOnlySpan<byte> pair, string name, ReadOnlySpan<byte> value)
    {
        var rawName = NameOf(pair);
        if (rawName.Length < name.Length || rawName.Length > MaxSpellingLength)
            return false;
        if (!rawName.ContainsAnyExcept(Plain))
            return Ascii.EqualsIgnoreCase(rawName, name) && HasValue(ValueOf(pair), value);
        return MatchesDecoded(pair, rawName, name, value);
    }

    private static bool MatchesDecoded(ReadOnlySpan<byte> pair, ReadOnlySpan<byte> rawName, string name, ReadOnlySpan<byte> value)
    {
        if (!rawName.ContainsAny(Escapes))
            return MatchesCanonical(pair, name, value);

        Span<byte> text = stackalloc byte[MaxSpellingLength];
        pair = pair[..Math.Min(pair.Length, MaxSpellingLength)];
        var decoded = DecodedText.Decode(pair, text);
        if (MatchesCanonical(decoded.Text, name, value))
            return true;

        // If one of two readers would see this name, it counts.
        var nul = decoded.Text.IndexOf((byte)0);
        return (nul >= 0 && MatchesCanonical(decoded.Text[..nul], name, default) && HasValue(ValueOf(decoded.Text), value))
            || (!decoded.IsSettled && MatchesCanonical(DecodedText.Decode(pair, text, dropsOverlong: true).Text, name, value));
    }

    private static bool MatchesCanonical(ReadOnlySpan<byte> pair, string name, ReadOnlySpan<byte> value)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        CanonicalName.TryWrite(NameOf(pair), canonical, out var length);
        return canonical[..length].SequenceEqual(name) && HasValue(ValueOf(pair), value);
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> pair) => pair.IndexOf((byte)'=') is >= 0 and var end ? pair[..end] : pair;

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> pair) =>
        pair.IndexOf((byte)'=') is >= 0 and var end ? pair[(end + 1)..] : [];

    private static bool HasValue(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> wanted)
    {
        if (wanted.IsEmpty || actual.Trim(" \t+"u8).SequenceEqual(wanted))
            return true;
        if (actual.Length > MaxSpellingLength)
            return false;
        // Folded like a name: a full-width "1", or one with a line feed after it, means the same.
        Span<byte> text = stackalloc byte[MaxSpellingLength];
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        var decoded = DecodedText.Decode(actual, text).Text;
        if (decoded.IndexOf((byte)0) is >= 0 and var nul && decoded[..nul].SequenceEqual(wanted))
            return true;
        CanonicalName.TryWrite(decoded.Trim("+"u8), canonical, out var length);
        return Ascii.Equals(wanted, canonical[..length]);
    }
}
