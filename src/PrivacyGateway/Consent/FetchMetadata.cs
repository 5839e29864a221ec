using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>What the browser itself says about where a request comes from (W3C Fetch Metadata). A page cannot write these headers.</summary>
internal static class FetchMetadata
{
    /// <summary>The page is of another site, or stands in a frame of one: only then is <c>Sec-Fetch-Storage-Access</c> sent.</summary>
    public static bool IsCrossSite(Hit hit) => IsSite(hit, "cross-site") || hit.Header("Sec-Fetch-Storage-Access") is not null;

    /// <summary>The page and this host are of one site, and no frame of another stands around it, as far as the browser tells.</summary>
    public static bool IsSameSite(Hit hit) => (IsSite(hit, "same-site") || IsSite(hit, "same-origin")) && !IsCrossSite(hit);

    /// <summary>Only browsers send any of them.</summary>
    public static bool IsFromBrowser(Hit hit)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (hit.Headers[i].Name.StartsWith("Sec-Fetch-", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsSite(Hit hit, string site)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (hit.Headers[i].Is("Sec-Fetch-Site") && hit.Headers[i].Value.AsSpan().Trim().Equals(site, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
