using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>The full opt-out: a non-empty cookie of one of the given names means no tracking at all. (Erratum 10.)</summary>
internal sealed class OptOutCookieSignal(IReadOnlyList<string> cookieNames) : Signal
{
    private const string Name = "opt-out-cookie";

    private static readonly Vote OptedOut = new(Name, Stance.Blocked, "the visitor has opted out of tracking altogether", IsVisitors: true, IsBinding: true);
    private static readonly Vote Absent = new(Name, Stance.Abstain, "no opt-out cookie");

    public override Vote Ask(Hit hit)
    {
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Value.IsEmpty)
                continue;
            for (var i = 0; i < cookieNames.Count; i++)
            {
                if (cookie.Name.Equals(cookieNames[i], StringComparison.OrdinalIgnoreCase))
                    return OptedOut;
            }
        }

        return Absent;
    }
}
