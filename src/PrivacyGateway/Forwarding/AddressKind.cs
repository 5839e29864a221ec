using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Forwarding;

/// <summary>Classifies client addresses. If all are private, a load balancer is in front that <c>KnownProxies</c> does not list.</summary>
internal static class AddressKind
{
    private const int MaxAddressBytes = 16;

    /// <returns>Also true without an address, because the connection did not come over the internet.</returns>
    public static bool IsPrivate(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[MaxAddressBytes];
        if (address is null || !address.TryWriteBytes(bytes, out _))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IsPrivateVersion4(bytes);
        return address.IsIPv4MappedToIPv6
            ? IsPrivateVersion4(bytes[12..])
            : (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80) || IPAddress.IsLoopback(address)
                || address.Equals(IPAddress.IPv6Any);
    }

    /// <summary>RFC 1918, RFC 6598 (shared address space, which clouds give to pods), RFC 3927, loopback and "this host".</summary>
    private static bool IsPrivateVersion4(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        0 or 10 or 127 => true,
        100 => (bytes[1] & 0xC0) == 64,
        169 => bytes[1] == 254,
        172 => (bytes[1] & 0xF0) == 16,
        192 => bytes[1] == 168,
        _ => false,
    };
}
