using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Pages;

/// <summary>Whether a page of this very host sent a request. Browsers send <c>Origin</c> with every POST.</summary>
internal static class SameOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>
    /// For a POST: the origin is there and is this host's, port included. The scheme is the browser's: a balancer may have taken TLS off.
    /// </summary>
    public static bool IsProven(HttpRequest request)
    {
        // The header as sent: the platform decodes international names, origins hold them in ASCII.
        var (origin, host) = (request.Headers.Origin, new HostString(request.Headers.Host.ToString()));
        return origin.Count == 1
            && Uri.TryCreate(origin[0], UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.IdnHost.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
            && url.Port == (host.Port ?? (url.Scheme == "https" ? 443 : 80))
            && request.Headers[FetchSite] is [] or ["same-origin"];
    }

    /// <summary>For a GET of a page: it was not embedded or fetched by another site. Links from elsewhere may lead to a page.</summary>
    public static bool MayNavigate(HttpRequest request) =>
        request.Headers[FetchSite] is [] or ["same-origin"] or ["none"]
            || (request.Headers["Sec-Fetch-Mode"] is ["navigate"] && request.Headers["Sec-Fetch-Dest"] is ["document"]);

    /// <summary>For a GET that a page's own script sends.</summary>
    public static bool MayFetch(HttpRequest request) => request.Headers[FetchSite] is [] or ["same-origin"];
}
