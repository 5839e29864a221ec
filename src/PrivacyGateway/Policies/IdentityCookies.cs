using System.Buffers;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// Expires the ever-id and session cookies that the browser sends, including HttpOnly ones, but not the pixel's rate limiter or campaign
/// cookies. Each is expired on the host and on the cookie domain, because a request does not show a cookie's domain.
/// </summary>
internal static class IdentityCookies
{
    /// <summary>Browsers have fewer. Bounds the response to a client that sends made-up names.</summary>
    private const int MaxNames = 16;

    /// <summary>The response repeats the name, so only the characters of the vendor's names are accepted.</summary>
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <returns><c>Set-Cookie</c> headers; usually none.</returns>
    public static IReadOnlyList<HeaderLine> Expire(Hit hit, string domain)
    {
        List<string>? names = null;
        foreach (var cookie in hit.Cookies)
        {
            // A bare "eid" or "sid" could be the site's own login cookie.
            if (!cookie.Name.StartsWith("wt") || Vocabulary.FindCookie(cookie.Name)?.Category is not (
                DataCategory.Identity or DataCategory.EverId) || cookie.Name.ContainsAnyExcept(NameCharacters))
                continue;
            names ??= [];
            var name = cookie.Name.ToString();
            if (names.Count < MaxNames && !names.Contains(name, StringComparer.Ordinal))
                names.Add(name);
        }

        return names is null ? [] : [
            .. names.SelectMany(name => new[] { GatewayCookie.ExpireCrossSite(name, null), GatewayCookie.ExpireCrossSite(name, domain) })];
    }
}
