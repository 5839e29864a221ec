using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Decides about each cookie that the track domain sets. Default-deny for both kinds of browsers. The track domain must never set the
/// anonymous cookie: in opt-in polarity the vendor would grant itself consent.
/// </summary>
/// <param name="allowed">Names that the track domain may set in any browser.</param>
/// <param name="anonymousCookieName">The name that the track domain must never set.</param>
/// <param name="optOutCookies">Cookies of the full opt-out. The track domain may set one, with the gateway's lifetime.</param>
/// <param name="mayEndOptOut">Whether the track domain may also delete one: only in the response to the visitor's own request.</param>
internal sealed class SetCookieRewriter(
    IReadOnlyList<string> allowed, string anonymousCookieName, IReadOnlyList<string> optOutCookies, bool mayEndOptOut)
{
    /// <summary>Accepts only listed names with a value that cannot tell browsers apart.</summary>
    /// <returns>The value to send, or null.</returns>
    public string? RewriteAnonymous(string line, string host, DateTimeOffset now, Trace trace)
    {
        var cookie = new SetCookie(line);
        var harmless = cookie.Value is "1" || (cookie.Value.IsEmpty && cookie.Expires(now));
        if (IsAllowed(cookie.Name) && harmless && !EndsOptOut(cookie, now))
            return Format(cookie, host, now);
        return Strip(cookie, trace);
    }

    /// <summary>Accepts the vendor's own cookies and listed ones, unchanged.</summary>
    /// <returns>The value to send, or null.</returns>
    public string? RewriteIdentified(string line, string host, DateTimeOffset now, Trace trace)
    {
        var cookie = new SetCookie(line);
        if (EndsOptOut(cookie, now))
            return Strip(cookie, trace);

        // A short lifetime would end the opt-out early, so the gateway's lifetime is written.
        if (IsOneOf(cookie.Name, optOutCookies) && IsAllowed(cookie.Name))
            return Format(cookie, host, now);
        if (!IsAllowed(cookie.Name) && (IsAnonymousCookie(cookie.Name) || Vocabulary.FindCookie(cookie.Name) is null))
            return Strip(cookie, trace);

        // Browsers reject a cookie whose Domain does not match the request's host, and the gateway's host differs from the track domain's.
        // A cookie whose name the shop may use itself is made host-only.
        var isShared = CookieNames.IsShared(cookie.Name) && !IsAllowed(cookie.Name);
        return cookie.Domain.IsEmpty || (HostMatch.IsWithin(host, cookie.Domain) && !isShared) ? line : cookie.RemoveDomain();
    }

    /// <summary>Whether the name is listed and not that of the anonymous cookie.</summary>
    public bool IsAllowed(ReadOnlySpan<char> name) => !IsAnonymousCookie(name) && IsOneOf(name, allowed);

    /// <summary>
    /// Whether the header would end a full opt-out that the visitor did not revoke. Any value other than the gateway's ends it.
    /// </summary>
    public bool EndsOptOut(string line, DateTimeOffset now) => EndsOptOut(new SetCookie(line), now);

    private bool EndsOptOut(SetCookie cookie, DateTimeOffset now) =>
        !mayEndOptOut && IsOneOf(cookie.Name, optOutCookies) && (cookie.Value is not "1" || cookie.Expires(now));

    private static bool IsOneOf(ReadOnlySpan<char> name, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i]))
                return true;
        }

        return false;
    }

    private bool IsAnonymousCookie(ReadOnlySpan<char> name) => name.Equals(anonymousCookieName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Composes the header from checked parts, because an attribute could carry an identifier.</summary>
    private static string Format(SetCookie cookie, string host, DateTimeOffset now)
    {
        var domain = !cookie.Domain.IsEmpty && HostMatch.IsWithin(host, cookie.Domain) ? $"; Domain={cookie.Domain}" : "";
        var expiry = cookie.Value.IsEmpty || cookie.Expires(now)
            ? "; Max-Age=0" : $"; Max-Age={OptOutCookie.DefaultDays * GatewayCookie.SecondsPerDay}";
        return $"{cookie.Name}={cookie.Value}{expiry}; Path=/{domain}; SameSite=Lax; Secure";
    }

    private static string? Strip(SetCookie cookie, Trace trace)
    {
        trace.AddStripped(
            NameLocation.Cookie, Vocabulary.FindCookie(cookie.Name)?.Name ?? "(unlisted cookie)", RuleNames.SetCookieNotListed);
        return null;
    }
}
