using System.Security.Cryptography;
using System.Text;

namespace PrivacyGateway.Caching;

/// <summary>The request headers that a response depends on, as forwarded, not as received. (RFC 9111, section 4.1.)</summary>
internal static class Vary
{
    /// <summary>Returns the names sorted and in lower case.</summary>
    public static IReadOnlyList<string> ParseNames(Fields response) => !response.Has("Vary") ? [] :
    [
        .. response.Join("Vary").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Returns a digest of the headers' values, so that a key contains no data of a browser; empty if the response does not vary.
    /// </summary>
    public static string ComputeVariant(IReadOnlyList<string> names, Fields request)
    {
        if (names.Count == 0)
            return "";
        var text = string.Concat(names.Select(name => $"{name}\n{request.Join(name)}\n"));
        return Convert.ToBase64String(SHA256.HashData(Encoding.Latin1.GetBytes(text)));
    }
}
