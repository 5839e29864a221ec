using System.Net;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Rewriting;

/// <summary>The visitor's address in the form that goes upstream with an identified hit.</summary>
internal static class ClientAddressRewriter
{
    /// <returns>Null if nothing is to be told.</returns>
    public static string? Rewrite(IPAddress? address, ClientAddressMode mode)
    {
        if (mode == ClientAddressMode.None || address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (mode == ClientAddressMode.Full)
            return address.ToString();

        // /24 and /48: a street, not a house.
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, bytes.Length == 4 ? 3 : 6, bytes.Length == 4 ? 1 : 10);
        return new IPAddress(bytes).ToString();
    }
}
