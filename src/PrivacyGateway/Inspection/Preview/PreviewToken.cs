using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PrivacyGateway.Inspection.Preview;

/// <summary>Random texts that cannot be guessed.</summary>
internal static class PreviewToken
{
    private const int Bytes = 32;

    /// <summary>Letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>In a time that does not depend on where they differ.</summary>
    public static bool AreEqual(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(one), MemoryMarshal.AsBytes(other));
}
