using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>Borrowed room for unpacking one cookie's value. A cookie's characters are bytes (Latin-1).</summary>
internal readonly ref struct DecodedCookie(int length) : IDisposable
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(length + 4);
    private readonly char[] _text = ArrayPool<char>.Shared.Rent(length + 4);

    /// <returns>False for escapes or base64 that are none, and for text that is not UTF-8.</returns>
    public bool TryDecode(ReadOnlySpan<char> value, CookieDecoding decoding, out ReadOnlySpan<char> text)
    {
        text = value;
        if (decoding == CookieDecoding.None)
            return true;

        text = default;
        if (!TryUnescape(value, out var length))
            return false;
        if (decoding == CookieDecoding.Base64 && !TryUnpack(ref length))
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
                character = (char)((Convert(value[i + 1]) << 4) | Convert(value[i + 2]));
                i += 2;
            }

            if (character > '\u00FF')
                return false;
            _bytes[length++] = (byte)character;
        }

        return true;
    }

    private bool TryUnpack(ref int length)
    {
        var packed = _bytes.AsSpan(0, length);
        packed.Replace((byte)'-', (byte)'+');
        packed.Replace((byte)'_', (byte)'/');
        packed = packed.TrimEnd((byte)'=');
        var padding = (4 - (packed.Length % 4)) % 4;
        _bytes.AsSpan(packed.Length, padding).Fill((byte)'=');
        return padding < 3 && Base64.DecodeFromUtf8InPlace(_bytes.AsSpan(0, packed.Length + padding), out length) == OperationStatus.Done;
    }

    private static int Convert(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
