using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// The anonymous cookie in opt-out polarity (<c>anonymousOptIn: false</c>): a non-empty cookie means anonymous,
/// whatever its value, in any duplicate and any <c>Cookie</c> header. (Erratum 2.)
/// </summary>
internal sealed class AnonymousCookieSignal(string cookieName) : Signal
{
    private const string Name = "anonymous-cookie";

    private static readonly Vote Present = new(Name, Stance.Anonymous, "the anonymous cookie is set", IsVisitorsChoice: true);
    private static readonly Vote Garbled = new(Name, Stance.Anonymous, "a Cookie header contains control characters and cannot be trusted");
    private static readonly Vote Absent = new(Name, Stance.Identified, "the anonymous cookie is absent or empty");

    public override Vote Evaluate(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (CookieText.IsGarbled(cookie.Raw))
                return Garbled;
            // A near miss of the name can only be an attempt to opt out, so it counts.
            if (CookieText.LooksLike(cookie, cookieName))
                return Present;
        }

        return Absent;
    }
}
