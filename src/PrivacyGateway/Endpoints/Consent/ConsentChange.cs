using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>A change of the visitor's cookies, and the response about it.</summary>
/// <param name="Cookies"><c>Set-Cookie</c> headers.</param>
/// <param name="Body">The JSON body of the response.</param>
internal sealed record ConsentChange(IReadOnlyList<HeaderLine> Cookies, ConsentChange.Result Body)
{
    public static ConsentChange ChangeAnonymousCookie(Policy policy, Hit visitor, string action, long? minutes)
    {
        var (name, maxMinutes) = (policy.Config.UserIdentification.AnonymousCookieName, policy.Cookies.MaxMinutes);
        switch (action)
        {
            case "delete":
                return new ConsentChange(policy.Cookies.Delete(visitor), new Result(name, IsSet: false));
            case "refresh":
                var lines = policy.Cookies.Refresh(visitor);
                return new ConsentChange(lines, new Result(name, IsSet: lines.Count > 0, lines.Count > 0 ? maxMinutes : null));
            default:
                var (limited, cut) = Limit(minutes, maxMinutes, policy.Config.UserIdentification.AnonymousOptIn);
                return new ConsentChange(policy.Cookies.Set(visitor, limited), new Result(name, IsSet: true, limited, cut));
        }
    }

    public static ConsentChange ChangeOptOut(Policy policy, Hit visitor, string action, long? minutes)
    {
        var name = policy.Config.OptOutCookies[0];
        if (action == "delete")
            return new ConsentChange(policy.Cookies.DeleteOptOut(), new Result(name, IsSet: false));
        var (limited, cut) = Limit(minutes, ConsentCookies.MaxOptOutMinutes, isConsent: false);
        return new ConsentChange(policy.Cookies.SetOptOut(visitor, limited), new Result(name, IsSet: true, limited, cut));
    }

    private static (long Minutes, string? Cut) Limit(long? requested, long maxMinutes, bool isConsent)
    {
        var minutes = requested ?? ConsentCookies.DefaultMinutes;
        return minutes <= maxMinutes
            ? (minutes, null)
            : (maxMinutes, isConsent ? $"from {minutes} minutes to the policy's consentMaxAge"
                : $"from {minutes} minutes to the 400 days that browsers keep a cookie");
    }

    /// <param name="Cookie">The cookie's name.</param>
    /// <param name="IsSet">Whether the response sets the cookie.</param>
    /// <param name="Minutes">The cookie's lifetime.</param>
    /// <param name="Cut">How the requested lifetime was shortened, or null.</param>
    public sealed record Result(string Cookie, [property: System.Text.Json.Serialization.JsonPropertyName("set")] bool IsSet,
        long? Minutes = null, string? Cut = null);
}
