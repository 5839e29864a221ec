using System.Security.Cryptography;
using System.Text;

namespace PrivacyGateway.Caching;

/// <summary>Which of our request's headers an answer depends on: as they leave, not as the browser sent them. (RFC 9111, section 4.1.)</summary>
internal static class Vary
{
    /// <summary>The names in one order and one spelling.</summary>
    public static IReadOnlyList<string> NamesOf(Fields answer) => !answer.Has("Vary") ? [] :
    [
        .. answer.Joined("Vary").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>A digest, so that a key holds nothing that a browser said; empty where nothing is told apart.</summary>
    public static string VariantOf(IReadOnlyList<string> names, Fields request)
    {
        if (names.Count == 0)
            return "";
        var text = string.Concat(names.Select(name => $"{name}\n{request.Joined(name)}\n"));
        return Convert.ToBase64String(SHA256.HashData(Encoding.Latin1.GetBytes(text)));
    }
}
