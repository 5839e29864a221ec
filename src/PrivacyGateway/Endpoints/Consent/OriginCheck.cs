using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>
/// Who may speak for a visitor: pages of the policy's <c>allowedOrigins</c>, and no other. Browsers send <c>Origin</c> with every POST and
/// DELETE and with every request whose answer a page of another origin could read. (Threat R16.)
/// </summary>
internal static class OriginCheck
{
    /// <summary>Whether the request may be served. If a listed origin asks, the answer becomes readable to its pages.</summary>
    public static bool Admit(HttpContext context, IReadOnlyList<string> allowedOrigins)
    {
        var response = context.Response.Headers;
        response.Vary = "Origin";
        var origins = context.Request.Headers.Origin;
        if (origins.Count == 0)
            return MayComeWithoutOrigin(context.Request);
        if (origins.Count > 1 || origins[0] is not { } origin || !allowedOrigins.Contains(origin, StringComparer.Ordinal))
            return false;

        response.AccessControlAllowOrigin = origin;
        response.AccessControlAllowCredentials = "true";
        return true;
    }

    /// <summary>A page of this very host; or, to look only, somebody who typed the address or is no browser.</summary>
    private static bool MayComeWithoutOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site.Count == 1 && (site[0] == "same-origin" || (site[0] == "none" && HttpMethods.IsGet(request.Method)));
        return HttpMethods.IsGet(request.Method);
    }
}
