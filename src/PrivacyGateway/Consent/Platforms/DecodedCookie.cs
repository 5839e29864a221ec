using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// Pooled buffers for decoding one cookie's value, whose characters are bytes
/// (Latin-1). The caller must dispose of it and must not use the text afterwards.
/// </summary>
internal readonly ref struct DecodedCookie(int length) : IDisposable
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(length + 4);
    private readonly char[] _text = ArrayPool<char>.Shared.Rent(length + 4);

    /// <returns>False for invalid escapes, invalid base64 or invalid UTF-8.</returns>
    public bool TryDecode(ReadOnlySpan<char> value, CookieDecoding decoding, out ReadOnlySpan<char> text)
    {
        text = value;
        if (decoding == CookieDecoding.None)
            return true;

        text = default;
        if (!TryUnescape(value, out var length))
            return false;
        if (decoding == CookieDecoding.Base64 && !TryDecodeBase64(ref length))
            return false;
        if (Encoding.UTF8.TryGetChars(_bytes.AsSpan(0, length), _text, out var written) && !_text.AsSpan(0, written).Contains('\uFFFD'))
            text = _text.AsSpan(0, written);
        return !text.IsEmpty || length == 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<char>.Shared.Return(_text);
    }

    private bool TryUnescape(ReadOnlySpan<char> value, out int length)
    {
        length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (character == '%')
            {
                if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2]))
                    return false;
                character = (char)((ParseHexDigit(value[i + 1]) << 4) | ParseHexDigit(value[i + 2]));
                i += 2;
            }

            if (character > '\u00FF')
                return false;
            _bytes[length++] = (byte)character;
        }

        return true;
    }

    private bool TryDecodeBase64(ref int length)
    {
        var encoded = _bytes.AsSpan(0, length);
        encoded.Replace((byte)'-', (byte)'+');
        encoded.Replace((byte)'_', (byte)'/');
        encoded = encoded.TrimEnd((byte)'=');
        var padding = (4 - (encoded.Length % 4)) % 4;
        _bytes.AsSpan(encoded.Length, padding).Fill((byte)'=');
        return padding < 3 && Base64.DecodeFromUtf8InPlace(_bytes.AsSpan(0, encoded.Length + padding), out length) == OperationStatus.Done;
    }

    private static int ParseHexDigit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
