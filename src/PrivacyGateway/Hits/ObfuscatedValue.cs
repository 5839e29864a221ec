using System.Buffers.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// The pixel's reversible obfuscation of a value: <c>__1_</c>, then base64 with <c>+/=</c> written as <c>-*_</c>, of the
/// value XORed with its parameter's name. The name is not obfuscated, so this only matters for names nested in the value. (Protocol G9.)
/// </summary>
internal static class ObfuscatedValue
{
    private static ReadOnlySpan<byte> Prefix => "__1_"u8;

    public static bool HasPrefix(ReadOnlySpan<byte> value) => value.StartsWith(Prefix);

    /// <summary>Decodes into <paramref name="plain"/>.</summary>
    /// <param name="name">The parameter's name as sent. It is the key.</param>
    /// <param name="value">The percent-decoded value.</param>
    /// <param name="plain">At least as long as <paramref name="value"/>.</param>
    /// <param name="length">Bytes written.</param>
    /// <returns>False if the value is not obfuscated.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<byte> plain, out int length)
    {
        length = 0;
        if (name.IsEmpty || !HasPrefix(value))
            return false;

        var text = plain[..(value.Length - Prefix.Length)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = value[i + Prefix.Length] switch
            {
                (byte)'-' => (byte)'+',
                (byte)'*' => (byte)'/',
                (byte)'_' => (byte)'=',
                var other => other,
            };
        }

        if (Base64.DecodeFromUtf8InPlace(text, out length) != System.Buffers.OperationStatus.Done)
            return false;

        for (var i = 0; i < length; i++)
            text[i] ^= name[i % name.Length];
        return true;
    }
}
