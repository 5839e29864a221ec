using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// A piece of a request percent-decoded to a fixed point, and on demand a map back to the raw bytes, so that what is found
/// in the plain text can be cut from the text as it was sent. Linear: at most <see cref="MaxRounds"/> passes in place.
/// </summary>
internal readonly ref struct DecodedText
{
    /// <summary>Encodings nested deeper than this are not understood.</summary>
    public const int MaxRounds = 6;

    /// <summary>Bytes without which a text is its own decoded form: escapes, and what may begin a longer UTF-8 form than needed.</summary>
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

    /// <summary>False if the last round still changed something, or if two readers would see different texts.</summary>
    public bool IsSettled { get; }

    /// <param name="raw">As sent.</param>
    /// <param name="room">At least as long as <paramref name="raw"/>; holds the result.</param>
    public static DecodedText Of(ReadOnlySpan<byte> raw, Span<byte> room)
    {
        if (!raw.ContainsAny(Encoded))
            return new DecodedText(raw, raw, settled: true);
        raw.CopyTo(room);
        var length = Decode(room[..raw.Length], [], out var settled);
        return new DecodedText(raw, room[..length], settled);
    }

    /// <summary>Where in the raw bytes each character of the text begins; the end maps to the end.</summary>
    /// <param name="origins">At least one longer than <see cref="Raw"/>; gets the map.</param>
    public void MapTo(Span<int> origins)
    {
        for (var i = 0; i <= Raw.Length; i++)
            origins[i] = i;

        using var again = new Scratch(Raw.Length);
        Raw.CopyTo(again.Bytes);
        Decode(again.Bytes[..Raw.Length], origins, out _);
    }

    /// <summary>Decodes in place and, if there are origins, keeps them beside the text.</summary>
    private static int Decode(Span<byte> text, Span<int> origins, out bool settled)
    {
        var length = text.Length;
        var ambiguous = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var shorter = DecodeOnce(text[..length], origins, ref ambiguous);
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

    private static int DecodeOnce(Span<byte> text, Span<int> origins, ref bool ambiguous)
    {
        var read = text.IndexOf((byte)'%');
        if (read < 0)
            return ResolveOverlong(text, origins, ref ambiguous);

        var written = read;
        while (read < text.Length)
        {
            var start = read;
            var value = text[read++];
            if (value == '%' && read + 1 < text.Length && char.IsAsciiHexDigit((char)text[read]) && char.IsAsciiHexDigit((char)text[read + 1]))
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
        return ResolveOverlong(text[..written], origins, ref ambiguous);
    }

    /// <summary>
    /// An ASCII character in a longer UTF-8 form than it needs is still that character to a lenient reader. Another drops it as no
    /// UTF-8; for a letter that leaves no name that means something, but a delimiter is one name's end to the first and nothing to the second.
    /// </summary>
    private static int ResolveOverlong(Span<byte> text, Span<int> origins, ref bool ambiguous)
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
            ambiguous |= size > 1 && !char.IsAsciiLetterOrDigit((char)text[written]);
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
