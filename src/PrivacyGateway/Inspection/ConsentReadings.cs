using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>The cookies that a policy decides by, as a hit shows them, and why one may be missing.</summary>
internal static class ConsentReadings
{
    private const int LongestValue = 400;

    public static IReadOnlyList<ConsentReading> In(Hit hit, PolicyConfig policy, IReadOnlyList<Vote> votes) =>
    [
        .. CookiesOf(policy).Select(known => votes.FirstOrDefault(vote => vote.Signal == known.Signal) is { } vote
            ? new ConsentReading(known.Cookie, ValueOf(hit, known.Cookie), known.Signal, vote.Reason)
            : null).OfType<ConsentReading>(),
    ];

    /// <summary>Empty if the anonymous cookie arrived, or plays no part.</summary>
    public static IReadOnlyList<string> Hints(Hit hit, PolicyConfig policy)
    {
        var name = policy.UserIdentification.AnonymousCookieName;
        if (!policy.UserIdentification.EnableAnonymousFunction || hit.Cookies.HasValue(name))
            return [];

        var hints = new List<string>();
        if (FetchMetadata.IsCrossSite(hit))
            hints.Add(
                "The page is of another site (Sec-Fetch-Site: cross-site), so the browser sends only cookies with SameSite=None here, and "
                    + $"many browsers none. {name} of the page's own site cannot arrive.");
        else if (FetchMetadata.IsCors(hit) && !hit.Cookies.GetEnumerator().MoveNext())
            hints.Add("A script sent the hit without credentials (Sec-Fetch-Mode: cors), so the browser left all cookies out.");
        else
            hints.Add(
                $"{name} was not sent. If the page's storage shows it, it may belong to the page's host alone (no Domain attribute), have "
                    + "expired, or lie below another path. cookieDomain makes the gateway's own endpoints set it for both hosts.");
        foreach (var cookie in hit.Cookies)
        {
            if (CookieText.LooksLike(cookie, name))
                hints.Add(
                    $"A cookie of another spelling was sent: {WireText.Show(cookie.Name.ToString())}. "
                        + $"{(policy.UserIdentification.AnonymousOptIn ? "Only the exact name is consent." : "It makes the hit anonymous too.")}");
        }

        return hints;
    }

    /// <summary>By the names that the signals vote under.</summary>
    private static IEnumerable<(string Cookie, string Signal)> CookiesOf(PolicyConfig policy)
    {
        foreach (var name in policy.OptOutCookies)
            yield return (name, "opt-out-cookie");
        if (policy.UserIdentification is { EnableAnonymousFunction: true } user)
            yield return (user.AnonymousCookieName, user.AnonymousOptIn ? "consent-cookie" : "anonymous-cookie");
        if (policy.Signals.Tcf is { } tcf)
            yield return (tcf.Cookie, "tcf");
        if (policy.Signals.Gpp is { } gpp)
            yield return (gpp.Cookie, "gpp");
        if (policy.Signals.OneTrust.Count > 0)
            yield return ("OptanonConsent", "onetrust");
        if (policy.Signals.Cookiebot.Count > 0)
            yield return ("CookieConsent", "cookiebot");
        foreach (var (signal, cookie) in policy.Signals.Cookies)
            yield return (cookie.Cookie, signal);
    }

    private static string? ValueOf(Hit hit, string name)
    {
        var values = new List<string>();
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name.SequenceEqual(name))
                values.Add(cookie.Value.IsEmpty ? "(empty)" : WireText.Show(
                    cookie.Value.Length > LongestValue ? $"{cookie.Value[..LongestValue]}…" : cookie.Value.ToString()));
        }

        return values.Count == 0 ? null : string.Join(" and ", values);
    }
}
