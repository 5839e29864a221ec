using System.Net;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Hashes a client address into one of a fixed number of buckets. No address is stored, and forged addresses cannot grow memory.
/// Collisions are rare, and the hash seed differs per process, so that an attacker cannot aim at another visitor's bucket.
/// </summary>
internal static class AddressBucket
{
    public const int Count = 65_536;

    private const int NetworkBytes = 8;

    /// <param name="address">IPv4, also mapped into IPv6, is hashed whole; IPv6 by its /64, one household. Null if unknown.</param>
    public static int Compute(IPAddress? address)
    {
        if (address is null)
            return 0;

        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        var hash = default(HashCode);
        hash.AddBytes(bytes[..Math.Min(length, NetworkBytes)]);
        return (int)((uint)hash.ToHashCode() % Count);
    }
}
