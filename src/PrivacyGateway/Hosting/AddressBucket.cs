using System.Net;

namespace PrivacyGateway.Hosting;

/// <summary>
/// A number in an address's place: no address is kept, and whatever addresses an attacker invents, there are only so many buckets
/// to keep in memory. Two visitors rarely share one, and since the numbers differ from process to process nobody can aim at another's.
/// </summary>
internal static class AddressBucket
{
    public const int Count = 65_536;

    private const int NetworkBytes = 8;

    /// <param name="address">IPv4 counts whole, also where it is mapped into IPv6; of IPv6 the /64, which is one household's. Null without one.</param>
    public static int Of(IPAddress? address)
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
