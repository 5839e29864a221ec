using System.Net;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Rewriting;

/// <summary>The visitor's address in the form that goes upstream with an identified hit.</summary>
internal static class ClientAddressRewriter
{
    /// <returns>Null if nothing is to be told.</returns>
    public static string? Rewrite(string? address, ClientAddressMode mode)
    {
        if (mode == ClientAddressMode.None || !IPAddress.TryParse(address, out var parsed))
            return null;
        if (parsed.IsIPv4MappedToIPv6)
            parsed = parsed.MapToIPv4();
        if (mode == ClientAddressMode.Full)
            return parsed.ToString();

        // /24 and /48: a street, not a house.
        var bytes = parsed.GetAddressBytes();
        Array.Clear(bytes, bytes.Length == 4 ? 3 : 6, bytes.Length == 4 ? 1 : 10);
        return new IPAddress(bytes).ToString();
    }
}
