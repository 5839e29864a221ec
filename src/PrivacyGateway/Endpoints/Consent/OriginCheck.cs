using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>
/// Admits only requests from pages of the policy's <c>allowedOrigins</c>. Browsers send <c>Origin</c> with every POST and
/// DELETE, and with every request whose response a page of another origin could read. (Threat R16.)
/// </summary>
internal static class OriginCheck
{
    /// <summary>Whether the request may be served. For a listed origin it also sets the CORS headers.</summary>
    public static bool Admit(HttpContext context, IReadOnlyList<string> allowedOrigins)
    {
        var response = context.Response.Headers;
        response.Vary = "Origin";
        var origins = context.Request.Headers.Origin;
        if (origins.Count == 0)
            return IsAllowedWithoutOrigin(context.Request);
        if (origins.Count > 1 || origins[0] is not { } origin || !allowedOrigins.Contains(origin, StringComparer.Ordinal))
            return false;

        response.AccessControlAllowOrigin = origin;
        response.AccessControlAllowCredentials = "true";
        return true;
    }

    /// <summary>
    /// Admits pages of the same origin. Admits only GET for requests typed by a user or sent by another client than a browser.
    /// </summary>
    private static bool IsAllowedWithoutOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site.Count == 1 && (site[0] == "same-origin" || (site[0] == "none" && HttpMethods.IsGet(request.Method)));
        return HttpMethods.IsGet(request.Method);
    }
}
