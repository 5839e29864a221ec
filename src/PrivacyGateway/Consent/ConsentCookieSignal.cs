using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// The anonymous cookie in opt-in polarity (<c>anonymousOptIn: true</c>): only a value listed by the policy is consent.
/// Deliberately stricter than the pixel: an unlisted value proves no consent. (Erratum 2.)
/// </summary>
/// <param name="cookieName">The anonymous cookie.</param>
/// <param name="consentValues">The values that count as consent.</param>
/// <param name="mayBeReplaced">Whether a consent platform decides if the cookie is absent.</param>
internal sealed class ConsentCookieSignal(string cookieName, IReadOnlyList<string> consentValues, bool mayBeReplaced) : Signal
{
    private const string Name = "consent-cookie";

    private static readonly Vote Granted = new(Name, Stance.Identified, "the consent cookie holds a value that counts as consent");
    private static readonly Vote Absent = new(Name, Stance.Anonymous, "the consent cookie is absent or empty");
    private static readonly Vote Withdrawn = new(Name, Stance.Anonymous,
        "the visitor has not consented: the consent cookie is absent or empty on a page of this site", IsVisitorsChoice: true);
    private static readonly Vote Replaced = new(
        Name, Stance.Abstain, "the consent cookie is absent or empty; a consent platform may stand in for it");
    private static readonly Vote Unrecognised = new(
        Name, Stance.Anonymous, "the consent cookie holds a value that does not count as consent", IsUnrecognised: true);
    private static readonly Vote Folded = new(Name, Stance.Anonymous,
        "the consent cookie is in a header that was joined with commas, which proves nothing", IsUnrecognised: true);
    private static readonly Vote Conflicting = new(Name, Stance.Anonymous, "there are several consent cookies with different values");
    private static readonly Vote Garbled = new(Name, Stance.Anonymous, "a Cookie header contains control characters and cannot be trusted");

    public override Vote Evaluate(Hit hit)
    {
        ReadOnlySpan<char> value = [];
        var (seen, isFolded) = (false, false);
        foreach (var cookie in hit.Cookies)
        {
            if (CookieText.IsGarbled(cookie.Raw))
                return Garbled;
            if (!cookie.Name.SequenceEqual(cookieName))
                continue;
            if (seen && !cookie.Value.SequenceEqual(value))
                return Conflicting;
            seen = true;
            isFolded |= cookie.IsFolded;
            value = cookie.Value;
        }

        if (value.IsEmpty)
            return isFolded ? Folded : mayBeReplaced ? Replaced : FetchMetadata.IsSameSite(hit) ? Withdrawn : Absent;

        if (isFolded)
            return Folded;
        for (var i = 0; i < consentValues.Count; i++)
        {
            if (value.SequenceEqual(consentValues[i]))
                return Granted;
        }

        return Unrecognised;
    }
}
