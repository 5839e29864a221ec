using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>Percent-decodes in place until nothing changes. The guard compares in lower case, with <c>+</c> as a space.</summary>
internal static class GuardedDecoder
{
    /// <summary>A text that still holds an escape after this many rounds is undecodable.</summary>
    private const int MaxRounds = 6;

    /// <summary>Converts to lower case and <c>+</c> to spaces, without decoding.</summary>
    public static void Normalize(Span<byte> text)
    {
        text.Replace((byte)'+', (byte)' ');
        while (!text.IsEmpty)
        {
            // ToLowerInPlace stops at the first byte that is not ASCII.
            Ascii.ToLowerInPlace(text, out var done);
            text = text[Math.Min(done + 1, text.Length)..];
        }
    }

    /// <param name="text">Decoded and normalized in place.</param>
    /// <param name="length">The length of the decoded text.</param>
    /// <returns>False if escapes remain.</returns>
    public static bool TryDecode(Span<byte> text, out int length)
    {
        length = text.Length;
        for (var round = 0; round < MaxRounds; round++)
        {
            var decoded = DecodeOnce(text[..length]);
            if (decoded == length)
            {
                Normalize(text[..length]);
                return true;
            }

            length = decoded;
        }

        Normalize(text[..length]);
        return DecodeOnce(text[..length]) == length;
    }

    /// <summary>
    /// Whether a letter, digit, <c>_</c>, <c>.</c>, <c>-</c> or percent sign is encoded. If not, decoding cannot reveal a word.
    /// </summary>
    public static bool HasEncodedWords(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'%') is >= 0 and var at && at + 2 < text.Length)
        {
            if (IsHex(text[at + 1]) && IsHex(text[at + 2]) && (byte)((Digit(text[at + 1]) << 4) | Digit(text[at + 2])) is var value
                && (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'%' or (byte)'_' or (byte)'.' or (byte)'-'))
            {
                return true;
            }

            text = text[(at + 1)..];
        }

        return false;
    }

    private static int DecodeOnce(Span<byte> text)
    {
        var read = text.IndexOf((byte)'%');
        if (read < 0)
            return text.Length;

        var written = read;
        while (read < text.Length)
        {
            if (text[read] != '%')
            {
                var rest = text[read..];
                var stretch = rest.IndexOf((byte)'%') is >= 0 and var next ? rest[..next] : rest;
                stretch.CopyTo(text[written..]);
                (read, written) = (read + stretch.Length, written + stretch.Length);
                continue;
            }

            var isEscape = read + 2 < text.Length && IsHex(text[read + 1]) && IsHex(text[read + 2]);
            text[written++] = isEscape ? (byte)((Digit(text[read + 1]) << 4) | Digit(text[read + 2])) : (byte)'%';
            read += isEscape ? 3 : 1;
        }

        return written;
    }

    private static bool IsHex(byte value) => char.IsAsciiHexDigit((char)value);

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
