namespace PrivacyGateway.Hits;

/// <summary>
/// A piece of a request percent-decoded to a fixed point, with a map back to the raw bytes, so that what is found
/// in the plain text can be cut from the text as it was sent. Linear: at most <see cref="MaxRounds"/> passes in place.
/// </summary>
internal readonly ref struct DecodedText
{
    /// <summary>Encodings nested deeper than this are not understood.</summary>
    public const int MaxRounds = 6;

    private readonly ReadOnlySpan<int> _origin;

    private DecodedText(ReadOnlySpan<byte> text, ReadOnlySpan<int> origin, bool settled)
    {
        Text = text;
        _origin = origin;
        IsSettled = settled;
    }

    public ReadOnlySpan<byte> Text { get; }

    /// <summary>False if the last round still changed something, or if two readers would see different texts.</summary>
    public bool IsSettled { get; }

    /// <summary>Where in the raw bytes the character at <paramref name="index"/> of the text begins; the end maps to the end.</summary>
    public int Origin(int index) => _origin[index];

    /// <param name="raw">As sent.</param>
    /// <param name="text">At least as long as <paramref name="raw"/>; holds the result.</param>
    /// <param name="origin">At least one longer than <paramref name="raw"/>.</param>
    public static DecodedText Of(ReadOnlySpan<byte> raw, Span<byte> text, Span<int> origin)
    {
        raw.CopyTo(text);
        for (var i = 0; i <= raw.Length; i++)
            origin[i] = i;

        var length = raw.Length;
        var ambiguous = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var shorter = DecodeOnce(text[..length], origin, ref ambiguous);
            if (shorter == length)
                return new DecodedText(text[..length], origin, settled: !ambiguous);
            length = shorter;
        }

        return new DecodedText(text[..length], origin, settled: !ambiguous && text[..length].IndexOf((byte)'%') < 0);
    }

    private static int DecodeOnce(Span<byte> text, Span<int> origin, ref bool ambiguous)
    {
        var written = 0;
        var read = 0;
        while (read < text.Length)
        {
            var start = read;
            var value = text[read++];
            if (value == '%' && read + 1 < text.Length && TryHex(text[read], out var high) && TryHex(text[read + 1], out var low))
            {
                value = (byte)((high << 4) | low);
                read += 2;
            }

            text[written] = value;
            origin[written++] = origin[start];
        }

        origin[written] = origin[text.Length];
        return ResolveOverlong(text[..written], origin, ref ambiguous);
    }

    /// <summary>
    /// An ASCII character in a longer UTF-8 form than it needs is still that character to a lenient reader. Another drops it as no
    /// UTF-8; for a letter that leaves no name that means something, but a delimiter is one name's end to the first and nothing to the second.
    /// </summary>
    private static int ResolveOverlong(Span<byte> text, Span<int> origin, ref bool ambiguous)
    {
        if (text.IndexOfAny((byte)0xC0, (byte)0xC1, (byte)0xE0) < 0 && text.IndexOf((byte)0xF0) < 0)
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
            origin[written++] = origin[start];
        }

        origin[written] = origin[text.Length];
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

    private static bool TryHex(byte value, out int digit)
    {
        digit = value switch
        {
            >= (byte)'0' and <= (byte)'9' => value - '0',
            >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
            _ => -1,
        };
        return digit >= 0;
    }
}
