using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Policies;

/// <summary>
/// Reads the requesting page's origin from <c>Origin</c> and <c>Referer</c>, for browsers without Fetch Metadata and for sibling hosts,
/// which are same-site. A request with neither header is judged by Fetch Metadata alone.
/// </summary>
internal static class PageOrigin
{
    /// <summary>
    /// Whether the requesting page does not belong to the site. The site's pages are those of <c>allowedOrigins</c>; without a list, those
    /// of the host's registrable domain or of <c>cookieDomain</c>. Pages of the request's own host always belong to the site.
    /// </summary>
    public static bool IsForeign(Hit hit, PolicyConfig config)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if ((header.Is("Origin") || (header.Is("Referer") && !header.Value.AsSpan().Trim().IsEmpty))
                && !IsOwnPage(header.Value, hit, config))
                return true;
        }

        return false;
    }

    private static bool IsOwnPage(string page, Hit hit, PolicyConfig config)
    {
        // Not own: "null" (an opaque origin), and URLs that two readers could parse differently.
        if (!Uri.TryCreate(page, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0
            || page.Contains('\\'))
            return false;

        var host = uri.IdnHost.ToLowerInvariant();
        var own = GetHost(hit);
        if (host == own)
            return true;
        if (config.AllowedOrigins.Count > 0)
            return config.AllowedOrigins.Contains(uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant(), StringComparer.Ordinal);
        return IsWithin(host, config.CookieDomain) || (own.Length > 0 && IsWithin(host, PublicSuffixList.RegistrableDomain(own)));
    }

    private static bool IsWithin(string host, string? domain) => domain is not null && HostMatch.IsWithin(host, domain);

    /// <summary>Returns the host without port; empty if unknown.</summary>
    private static string GetHost(Hit hit) =>
        hit.FindHeader("Host") is { } host && Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri)
            ? uri.IdnHost.ToLowerInvariant() : "";
}
