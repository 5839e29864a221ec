using System.Buffers;

namespace PrivacyGateway.Rewriting.Personal;

/// <summary>
/// Finds signed and encrypted JSON web tokens (RFC 7519) in compact form.
/// The header is a JSON object, so its base64 begins with <c>eyJ</c>.
/// </summary>
internal static class JsonWebToken
{
    private const int MinPartLength = 8;

    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."u8);

    private static ReadOnlySpan<byte> Prefix => "eyJ"u8;

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) => text.IndexOf(Prefix) >= 0;

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        while (text[from..].IndexOf(Prefix) is >= 0 and var offset)
        {
            start = from + offset;
            var length = text[start..].IndexOfAnyExcept(TokenBytes);
            end = length < 0 ? text.Length : start + length;
            from = end;
            var token = text[start..end];
            var header = token.IndexOf((byte)'.');
            if (header >= MinPartLength && token.Length - header > MinPartLength)
                return true;
        }

        (start, end) = (0, 0);
        return false;
    }
}
