using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>A change of the visitor's cookies, and what the answer says about it.</summary>
/// <param name="Cookies"><c>Set-Cookie</c> lines.</param>
/// <param name="Answer">For the JSON body.</param>
internal sealed record ConsentChange(IReadOnlyList<HeaderLine> Cookies, ConsentChange.Result Answer)
{
    public static ConsentChange OfAnonymousCookie(Policy policy, Hit visitor, string action, long? minutes)
    {
        var (name, most) = (policy.Config.UserIdentification.AnonymousCookieName, policy.Cookies.MostMinutes);
        switch (action)
        {
            case "delete":
                return new ConsentChange(policy.Cookies.Delete(visitor), new Result(name, IsSet: false));
            case "refresh":
                var lines = policy.Cookies.Refresh(visitor);
                return new ConsentChange(lines, new Result(name, IsSet: lines.Count > 0, lines.Count > 0 ? most : null));
            default:
                var (lasts, cut) = Cut(minutes, most, policy.Config.UserIdentification.AnonymousOptIn);
                return new ConsentChange(policy.Cookies.Set(visitor, lasts), new Result(name, IsSet: true, lasts, cut));
        }
    }

    public static ConsentChange OfOptOut(Policy policy, Hit visitor, string action, long? minutes)
    {
        var name = policy.Config.OptOutCookies[0];
        if (action == "delete")
            return new ConsentChange(policy.Cookies.DeleteOptOut(), new Result(name, IsSet: false));
        var (lasts, cut) = Cut(minutes, ConsentCookies.MostOptOutMinutes, isConsent: false);
        return new ConsentChange(policy.Cookies.SetOptOut(visitor, lasts), new Result(name, IsSet: true, lasts, cut));
    }

    private static (long Minutes, string? Cut) Cut(long? asked, long most, bool isConsent)
    {
        var wanted = asked ?? ConsentCookies.DefaultMinutes;
        return wanted <= most
            ? (wanted, null)
            : (most, isConsent ? $"from {wanted} minutes to the policy's consentMaxAge" : $"from {wanted} minutes to the 400 days that browsers keep a cookie");
    }

    /// <param name="Cookie">The cookie's name.</param>
    /// <param name="IsSet">Whether the browser was told to keep it.</param>
    /// <param name="Minutes">For how long.</param>
    /// <param name="Cut">What was taken off the duration, or null.</param>
    public sealed record Result(string Cookie, [property: System.Text.Json.Serialization.JsonPropertyName("set")] bool IsSet, long? Minutes = null, string? Cut = null);
}
