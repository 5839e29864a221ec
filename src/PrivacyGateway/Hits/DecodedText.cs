using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// A part of a request, percent-decoded until nothing changes. On demand it maps decoded positions back to the raw bytes, so that text
/// found in the decoded form can be cut from the bytes as sent. Linear time: at most <see cref="MaxRounds"/> passes in place.
/// </summary>
internal readonly ref struct DecodedText
{
    /// <summary>More deeply nested encodings are not resolved: the text then is not settled.</summary>
    public const int MaxRounds = 6;

    /// <summary>A text without any of these bytes is already decoded: the percent sign, and lead bytes of overlong UTF-8 forms.</summary>
    private static readonly SearchValues<byte> Encoded = SearchValues.Create([(byte)'%', 0xC0, 0xC1, 0xE0, 0xF0]);

    private static readonly SearchValues<byte> LongLeads = SearchValues.Create([0xC0, 0xC1, 0xE0, 0xF0]);

    private DecodedText(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> text, bool settled)
    {
        Raw = raw;
        Text = text;
        IsSettled = settled;
    }

    /// <summary>As sent.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    public ReadOnlySpan<byte> Text { get; }

    /// <summary>False if the last round still changed the text, or if two readers would see different texts.</summary>
    public bool IsSettled { get; }

    /// <param name="raw">As sent.</param>
    /// <param name="room">Holds the result; at least as long as <paramref name="raw"/>.</param>
    /// <param name="dropsOverlong">Whether overlong UTF-8 forms are dropped, as a strict reader does, instead of resolved.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> raw, Span<byte> room, bool dropsOverlong = false)
    {
        if (!raw.ContainsAny(Encoded))
            return new DecodedText(raw, raw, settled: true);
        raw.CopyTo(room);
        var length = Decode(room[..raw.Length], [], dropsOverlong, out var settled);
        return new DecodedText(raw, room[..length], settled);
    }

    /// <summary>Writes for each byte of the text where it begins in the raw bytes. The end maps to the end.</summary>
    /// <param name="origins">Gets the map; at least one longer than <see cref="Raw"/>.</param>
    public void WriteOrigins(Span<int> origins)
    {
        for (var i = 0; i <= Raw.Length; i++)
            origins[i] = i;

        using var again = new DecodeBuffer(Raw.Length);
        Raw.CopyTo(again.Bytes);
        Decode(again.Bytes[..Raw.Length], origins, dropsOverlong: false, out _);
    }

    /// <summary>Decodes in place. Unless <paramref name="origins"/> is empty, it is updated along with the text.</summary>
    private static int Decode(Span<byte> text, Span<int> origins, bool dropsOverlong, out bool settled)
    {
        var length = text.Length;
        var ambiguous = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var shorter = DecodeOnce(text[..length], origins, dropsOverlong, ref ambiguous);
            if (shorter == length)
            {
                settled = !ambiguous;
                return length;
            }

            length = shorter;
        }

        settled = !ambiguous && !text[..length].Contains((byte)'%');
        return length;
    }

    private static int DecodeOnce(Span<byte> text, Span<int> origins, bool dropsOverlong, ref bool ambiguous)
    {
        var read = text.IndexOf((byte)'%');
        if (read < 0)
            return ResolveOverlong(text, origins, dropsOverlong, ref ambiguous);

        var written = read;
        while (read < text.Length)
        {
            var start = read;
            var value = text[read++];
            if (value == '%' && read + 1 < text.Length && char.IsAsciiHexDigit((char)text[read])
                && char.IsAsciiHexDigit((char)text[read + 1]))
            {
                value = (byte)((Digit(text[read]) << 4) | Digit(text[read + 1]));
                read += 2;
            }

            text[written] = value;
            if (!origins.IsEmpty)
                origins[written] = origins[start];
            written++;
        }

        if (!origins.IsEmpty)
            origins[written] = origins[text.Length];
        return ResolveOverlong(text[..written], origins, dropsOverlong, ref ambiguous);
    }

    /// <summary>
    /// A lenient reader decodes an overlong UTF-8 form to its ASCII character; a strict reader drops it. The two then read different names:
    /// an overlong letter hides an identifier's name from the lenient reader, and an overlong delimiter ends a name for that reader alone.
    /// </summary>
    private static int ResolveOverlong(Span<byte> text, Span<int> origins, bool drops, ref bool ambiguous)
    {
        if (!text.ContainsAny(LongLeads))
            return text.Length;

        var written = 0;
        var read = 0;
        while (read < text.Length)
        {
            var start = read;
            var rest = text[read..];
            var (value, size) = rest[0] switch
            {
                0xC0 or 0xC1 when Continues(rest, 2) => ((byte)((rest[0] << 6) | (rest[1] & 0x3F)), 2),
                0xE0 when Continues(rest, 3) && rest[1] < 0x82 => ((byte)((rest[1] << 6) | (rest[2] & 0x3F)), 3),
                0xF0 when Continues(rest, 4) && rest[1] == 0x80 && rest[2] < 0x82 => ((byte)((rest[2] << 6) | (rest[3] & 0x3F)), 4),
                _ => (rest[0], 1),
            };
            read += size;
            text[written] = size == 1 ? value : (byte)(value & 0x7F);
            ambiguous |= size > 1;
            if (drops && size > 1)
                continue;
            if (!origins.IsEmpty)
                origins[written] = origins[start];
            written++;
        }

        if (!origins.IsEmpty)
            origins[written] = origins[text.Length];
        return written;
    }

    private static bool Continues(ReadOnlySpan<byte> text, int size)
    {
        if (text.Length < size)
            return false;
        for (var i = 1; i < size; i++)
        {
            if ((text[i] & 0xC0) != 0x80)
                return false;
        }

        return true;
    }

    private static int Digit(byte hex) => (hex & 0xF) + ((hex >> 6) * 9);
}
