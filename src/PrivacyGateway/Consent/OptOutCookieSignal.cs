using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// The full opt-out: a non-empty cookie of one of the given names means no tracking at all. (Erratum 10.)
/// Near misses of the name count too, as in <see cref="AnonymousCookieSignal"/>.
/// </summary>
internal sealed class OptOutCookieSignal(IReadOnlyList<string> cookieNames) : Signal
{
    private const string Name = "opt-out-cookie";

    private static readonly Vote OptedOut = new(
        Name, Stance.Blocked, "the visitor has opted out of tracking altogether", IsVisitorsChoice: true, IsBinding: true);
    private static readonly Vote Absent = new(Name, Stance.Abstain, "no opt-out cookie");

    public override Vote Evaluate(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            for (var i = 0; i < cookieNames.Count; i++)
            {
                if (CookieText.LooksLike(cookie, cookieNames[i]))
                    return OptedOut;
            }
        }

        return Absent;
    }
}
