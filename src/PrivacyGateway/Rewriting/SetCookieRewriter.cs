using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Decides about each cookie that the track domain sets. Default-deny in both modes; the anonymous cookie is never the
/// track domain's to set: in opt-in polarity the vendor would grant itself consent.
/// </summary>
internal sealed class SetCookieRewriter(IReadOnlyList<string> allowed, string anonymousCookieName)
{
    /// <summary>For an anonymous browser: a listed name, and no value that could tell browsers apart.</summary>
    /// <returns>The line to send, or null.</returns>
    public string? Anonymous(string line, string host, DateTimeOffset now, Trace trace)
    {
        var cookie = new SetCookie(line);
        var harmless = cookie.Value is "1" || (cookie.Value.IsEmpty && cookie.Expires(now));
        if (IsAllowed(cookie.Name) && harmless)
            return Plain(cookie, host, now);
        return Withhold(cookie, trace);
    }

    /// <summary>For an identified browser: the vendor's own cookies and the listed ones, byte for byte.</summary>
    /// <returns>The line to send, or null.</returns>
    public string? Identified(string line, string host, Trace trace)
    {
        var cookie = new SetCookie(line);
        if (!IsAllowed(cookie.Name) && (IsAnonymousCookie(cookie.Name) || Vocabulary.FindCookie(cookie.Name) is null))
            return Withhold(cookie, trace);

        // A browser throws away a cookie whose Domain does not cover the host it asked; ours is another host than the track domain's.
        return cookie.Domain.IsEmpty || Covers(cookie.Domain, host) ? line : cookie.WithoutDomain();
    }

    /// <summary>A listed name that is not the anonymous cookie.</summary>
    public bool IsAllowed(ReadOnlySpan<char> name)
    {
        if (IsAnonymousCookie(name))
            return false;
        for (var i = 0; i < allowed.Count; i++)
        {
            if (name.SequenceEqual(allowed[i]))
                return true;
        }

        return false;
    }

    private bool IsAnonymousCookie(ReadOnlySpan<char> name) => name.Equals(anonymousCookieName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Written anew: an attribute could carry what the value may not.</summary>
    private static string Plain(SetCookie cookie, string host, DateTimeOffset now)
    {
        var domain = !cookie.Domain.IsEmpty && Covers(cookie.Domain, host) ? $"; Domain={cookie.Domain}" : "";
        var expiry = cookie.Value.IsEmpty || cookie.Expires(now) ? "; Max-Age=0" : $"; Max-Age={OptOutCookie.DefaultDays * OwnCookie.SecondsADay}";
        return $"{cookie.Name}={cookie.Value}{expiry}; Path=/{domain}; SameSite=Lax; Secure";
    }

    private static bool Covers(ReadOnlySpan<char> domain, ReadOnlySpan<char> host) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || (host.Length > domain.Length && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    private static string? Withhold(SetCookie cookie, Trace trace)
    {
        trace.Withheld(Place.Cookie, Vocabulary.FindCookie(cookie.Name)?.Name ?? "(unlisted cookie)", RuleNames.SetCookieNotListed);
        return null;
    }
}
