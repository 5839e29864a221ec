namespace PrivacyGateway.Fuzz.Reference;

/// <summary>
/// Reads parameters as carelessly as any server might: up to six rounds of percent-decoding, each followed by a search, any of
/// <c>&amp; ; ? #</c> as a separator, spaces and controls trimmed, case folded, names cut at <c>[</c> and NUL.
/// It shares no code with the gateway.
/// </summary>
internal static class LenientReader
{
    private const int Rounds = 6;

    /// <summary>An identifier in the query, as this reader spells it; null without an identifier.</summary>
    /// <param name="query">Without a leading question mark.</param>
    /// <param name="onlyIdentifiers">Whether names that a policy suppresses, and names without a value, do not count.</param>
    public static string? FindIdentity(ReadOnlySpan<byte> query, bool onlyIdentifiers = false)
    {
        while (true)
        {
            var end = query.IndexOf((byte)'&');
            if (FindInSegment(end < 0 ? query : query[..end], onlyIdentifiers) is { } name)
                return name;
            if (end < 0)
                return null;
            query = query[(end + 1)..];
        }
    }

    /// <summary>The same in each line of a text.</summary>
    public static string? FindIdentityInLines(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (FindIdentity(end < 0 ? text : text[..end]) is { } name)
                return name;
            if (end < 0)
                return null;
            text = text[(end + 1)..];
        }
    }

    /// <summary>How many segments this reader takes for a parameter of that name.</summary>
    public static int Count(ReadOnlySpan<byte> query, string name)
    {
        var count = 0;
        Span<char> read = stackalloc char[64];
        foreach (var range in query.Split((byte)'&'))
        {
            var text = query[range].ToArray();
            var length = text.Length;
            while (DecodeOnce(text, ref length))
            {
                // To the end.
            }

            var plain = text.AsSpan(0, length);
            var equals = plain.IndexOf((byte)'=');
            if (read[..NameOf(equals < 0 ? plain : plain[..equals], read)].SequenceEqual(name))
                count++;
        }

        return count;
    }

    /// <summary>A name as this reader compares it.</summary>
    public static int NameOf(ReadOnlySpan<byte> raw, Span<char> name)
    {
        var cut = raw.IndexOfAny((byte)'[', (byte)0);
        // A leading NUL is a space, one behind the name ends it.
        if (cut > 0)
            raw = raw[..cut];
        while (!raw.IsEmpty && IsSpace(raw[0]))
            raw = raw[1..];
        while (!raw.IsEmpty && IsSpace(raw[^1]))
            raw = raw[..^1];
        if (raw.Length > name.Length)
            raw = raw[..name.Length];
        for (var i = 0; i < raw.Length; i++)
            name[i] = raw[i] is >= (byte)'A' and <= (byte)'Z' ? (char)(raw[i] + 32) : (char)raw[i];
        return raw.Length;
    }

    private static bool IsSpace(byte value) => value is <= (byte)' ' or 0x7F or (byte)'+';

    private static string? FindInSegment(ReadOnlySpan<byte> segment, bool onlyIdentifiers)
    {
        if (segment.IndexOf((byte)'%') < 0)
            return FindInText(segment, onlyIdentifiers);

        var text = segment.ToArray();
        var length = text.Length;
        for (var round = 0; round <= Rounds; round++)
        {
            if (FindInText(text.AsSpan(0, length), onlyIdentifiers) is { } name)
                return name;
            if (!DecodeOnce(text, ref length))
                return null;
        }

        return null;
    }

    private static string? FindInText(ReadOnlySpan<byte> text, bool onlyIdentifiers)
    {
        Span<char> name = stackalloc char[64];
        var isFirst = true;
        while (true)
        {
            var end = text.IndexOfAny("&;?#"u8);
            var piece = end < 0 ? text : text[..end];
            var equals = piece.IndexOf((byte)'=');

            // A bare word is a name only where a parameter begins.
            if (equals >= 0 || (isFirst && !onlyIdentifiers))
            {
                var raw = equals < 0 ? piece : piece[..equals];
                var length = NameOf(raw, name);
                if (!HasEscape(raw) && !raw.Contains((byte)',') && IdentityNames.Contains(name[..length])
                    && !(onlyIdentifiers && IdentityNames.IsSuppressed(name[..length])))
                    return name[..length].ToString();
            }

            if (end < 0)
                return null;
            isFirst = false;
            text = text[(end + 1)..];
        }
    }

    /// <summary>Remaining encodings are read in a later round.</summary>
    private static bool HasEscape(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i + 2 < name.Length; i++)
        {
            if (name[i] == '%' && char.IsAsciiHexDigit((char)name[i + 1]) && char.IsAsciiHexDigit((char)name[i + 2]))
                return true;
        }

        return false;
    }

    /// <summary>One round in place.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool DecodeOnce(Span<byte> text, ref int length)
    {
        var written = 0;
        for (var read = 0; read < length; read++)
        {
            if (text[read] == '%' && read + 2 < length && char.IsAsciiHexDigit((char)text[read + 1])
                && char.IsAsciiHexDigit((char)text[read + 2]))
            {
                text[written++] = (byte)((Digit(text[read + 1]) << 4) + Digit(text[read + 2]));
                read += 2;
            }
            else
            {
                text[written++] = text[read];
            }
        }

        var changed = written < length;
        length = written;
        return changed;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
