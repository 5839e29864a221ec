using System.Buffers;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// Expires the ever-ids and session ids that a visitor's browser still shows, HttpOnly ones too; not the pixel's rate limiter or campaign
/// helpers. Each on the host and on the cookie domain, because a request does not tell where a cookie belongs.
/// </summary>
internal static class IdentityCookies
{
    /// <summary>Nobody has more of them; a client that makes them up gets no long answer for it.</summary>
    private const int MostNames = 16;

    /// <summary>The name comes back in the answer, so it may hold nothing but what the vendor's names are made of.</summary>
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <returns><c>Set-Cookie</c> lines, mostly none.</returns>
    public static IReadOnlyList<HeaderLine> Expire(Hit hit, string domain)
    {
        List<string>? names = null;
        foreach (var cookie in hit.Cookies)
        {
            // A bare "eid" or "sid" may as well be the site's own login.
            if (!cookie.Name.StartsWith("wt") || Vocabulary.FindCookie(cookie.Name)?.Kind is not (Kind.Identity or Kind.EverId) || cookie.Name.ContainsAnyExcept(NameCharacters))
                continue;
            names ??= [];
            var name = cookie.Name.ToString();
            if (names.Count < MostNames && !names.Contains(name, StringComparer.Ordinal))
                names.Add(name);
        }

        return names is null ? [] : [.. names.SelectMany(name => new[] { OwnCookie.ExpireAnywhere(name, null), OwnCookie.ExpireAnywhere(name, domain) })];
    }
}
