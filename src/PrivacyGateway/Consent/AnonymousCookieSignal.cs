using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// The anonymous cookie in opt-out polarity (<c>anonymousOptIn: false</c>): there and not empty means anonymous,
/// in any duplicate and any header line, whatever its value. (Erratum 2.)
/// </summary>
internal sealed class AnonymousCookieSignal(string cookieName) : Signal
{
    private const string Name = "anonymous-cookie";

    private static readonly Vote Present = new(Name, Stance.Anonymous, "the anonymous cookie is set", IsVisitors: true);
    private static readonly Vote Garbled = new(Name, Stance.Anonymous, "a cookie line holds control characters and cannot be trusted");
    private static readonly Vote Absent = new(Name, Stance.Identified, "the anonymous cookie is absent or empty");

    public override Vote Ask(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (CookieText.IsGarbled(cookie.Raw))
                return Garbled;
            // What only looks like the cookie can only be somebody's attempt at the same wish: here it counts.
            if (CookieText.LooksLike(cookie, cookieName))
                return Present;
        }

        return Absent;
    }
}
