using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>Reads the browser's own statement of a request's origin (W3C Fetch Metadata). Pages cannot set these headers.</summary>
internal static class FetchMetadata
{
    /// <summary>
    /// Whether the page belongs to another site or is framed by one. Browsers send <c>Sec-Fetch-Storage-Access</c> only then.
    /// </summary>
    public static bool IsCrossSite(Hit hit) => IsSite(hit, "cross-site") || hit.FindHeader("Sec-Fetch-Storage-Access") is not null;

    /// <summary>Whether, according to the browser, page and gateway belong to the same site and no other site frames the page.</summary>
    public static bool IsSameSite(Hit hit) => (IsSite(hit, "same-site") || IsSite(hit, "same-origin")) && !IsCrossSite(hit);

    /// <summary>Whether a browser sent the hit: only browsers send these headers.</summary>
    public static bool IsFromBrowser(Hit hit)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (hit.Headers[i].Name.StartsWith("Sec-Fetch-", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether a script sent the hit with CORS; images and beacons are <c>no-cors</c>.</summary>
    public static bool IsCors(Hit hit) => Has(hit, "Sec-Fetch-Mode", "cors");

    private static bool IsSite(Hit hit, string site) => Has(hit, "Sec-Fetch-Site", site);

    private static bool Has(Hit hit, string header, string value)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (hit.Headers[i].Is(header) && hit.Headers[i].Value.AsSpan().Trim().Equals(value, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the browser prefetches the page, so that the visit may never
    /// happen: <c>Sec-Purpose: prefetch</c>, also <c>prefetch;prerender</c>.
    /// </summary>
    public static bool IsPrefetch(Hit hit) =>
        hit.FindHeader("Sec-Purpose")?.StartsWith("prefetch", StringComparison.OrdinalIgnoreCase) == true;
}
