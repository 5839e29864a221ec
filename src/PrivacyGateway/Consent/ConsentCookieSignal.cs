using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// The anonymous cookie in opt-in polarity (<c>anonymousOptIn: true</c>): only a value that the policy lists is consent.
/// Stricter than the pixel on purpose: a value nobody agreed on is no proof. (Erratum 2.)
/// </summary>
/// <param name="cookieName">The anonymous cookie.</param>
/// <param name="consentValues">What counts as consent.</param>
/// <param name="mayBeReplaced">Whether a consent platform may speak where the cookie is absent.</param>
internal sealed class ConsentCookieSignal(string cookieName, IReadOnlyList<string> consentValues, bool mayBeReplaced) : Signal
{
    private const string Name = "consent-cookie";

    private static readonly Vote Granted = new(Name, Stance.Identified, "the consent cookie holds a value that counts as consent");
    private static readonly Vote Absent = new(Name, Stance.Anonymous, "the consent cookie is absent or empty");
    private static readonly Vote Withdrawn = new(Name, Stance.Anonymous, "the visitor has not consented: the consent cookie is absent or empty on a page of this site", IsVisitors: true);
    private static readonly Vote Replaced = new(Name, Stance.Abstain, "the consent cookie is absent or empty; a consent platform may stand in for it");
    private static readonly Vote Unrecognised = new(Name, Stance.Anonymous, "the consent cookie holds a value that does not count as consent", IsUnrecognised: true);
    private static readonly Vote Conflicting = new(Name, Stance.Anonymous, "there are several consent cookies that do not agree");
    private static readonly Vote Garbled = new(Name, Stance.Anonymous, "a cookie line holds control characters and cannot be trusted");

    public override Vote Ask(Hit hit)
    {
        ReadOnlySpan<char> value = [];
        var seen = false;
        foreach (var cookie in hit.Cookies)
        {
            if (CookieText.IsGarbled(cookie.Raw))
                return Garbled;
            if (!cookie.Name.SequenceEqual(cookieName))
                continue;
            if (seen && !cookie.Value.SequenceEqual(value))
                return Conflicting;
            seen = true;
            value = cookie.Value;
        }

        if (value.IsEmpty)
            return mayBeReplaced ? Replaced : FetchMetadata.IsSameSite(hit) ? Withdrawn : Absent;

        for (var i = 0; i < consentValues.Count; i++)
        {
            if (value.SequenceEqual(consentValues[i]))
                return Granted;
        }

        return Unrecognised;
    }
}
