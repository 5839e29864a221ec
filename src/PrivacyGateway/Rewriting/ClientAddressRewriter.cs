using System.Net;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Formats the client address that is forwarded with an identified hit.</summary>
internal static class ClientAddressRewriter
{
    private static readonly string Parameter = HeaderNames.ClientAddress.ToLowerInvariant();

    /// <summary>
    /// Whether a batch contains client addresses itself, in its URL or in a line, as server libraries send them. The connection's address
    /// is then the server's, and a header with it would apply to every visitor of the batch.
    /// </summary>
    public static bool IsNamedInBatch(Hit hit) => hit.Kind == HitKind.Batch && new ParameterValues(hit, Parameter).MoveNext();

    /// <returns>Null if no address may be forwarded.</returns>
    public static string? Rewrite(IPAddress? address, ClientAddressMode mode)
    {
        if (mode == ClientAddressMode.None || address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (mode == ClientAddressMode.Full)
            return address.ToString();

        // Truncate to /24 and /48.
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, bytes.Length == 4 ? 3 : 6, bytes.Length == 4 ? 1 : 10);
        return new IPAddress(bytes).ToString();
    }
}
