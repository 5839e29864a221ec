namespace PrivacyGateway.Configuration.Validation;

/// <summary>Keys about consent that another key of the policy puts out of effect.</summary>
internal static class ConsentUseValidator
{
    private static readonly PolicyConfig Defaults = new() { UserIdentification = new UserIdentificationConfig() };

    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var user = policy.UserIdentification;
        var isEnabled = user.EnableAnonymousFunction;
        var isOptIn = isEnabled && user.AnonymousOptIn;

        WarnUnless(isEnabled || policy.InvisibleCookies == Defaults.InvisibleCookies, $"{path}.invisibleCookies");
        WarnUnless(isEnabled || !policy.RefreshOptOut, $"{path}.refreshOptOut");
        WarnUnless(isOptIn || policy.ConsentMaxAge == Defaults.ConsentMaxAge, $"{path}.consentMaxAge");
        WarnUnless(isOptIn || policy.ConsentValues.SequenceEqual(Defaults.ConsentValues), $"{path}.consentValues");

        if (policy.OptOutCookies.Count == 0)
            problems.Warn($"{path}.optOutCookies", "without a cookie there is no full opt-out: the consent endpoint for it is 404, and /optout sets nothing.", "Take the key out to get [\"webtrekkOptOut\"], or name a cookie.");
        for (var i = 0; i < policy.ConsentValues.Count; i++)
        {
            if (policy.ConsentValues[i].Any(static character => character is < ' ' or > '~' or ';'))
                problems.Error($"{path}.consentValues[{i}]", $"\"{policy.ConsentValues[i]}\" cannot be a cookie's value.", "Write the value as the browser sends it: visible ASCII without \";\", percent-encoded if the page encodes it.");
        }

        void WarnUnless(bool hasEffect, string key)
        {
            if (!hasEffect && isEnabled)
                problems.Warn(key, "it has no effect in opt-out polarity.", "Take it out, or set userIdentification.anonymousOptIn to true.");
            else if (!hasEffect)
                problems.Warn(key, "it has no effect while enableAnonymousFunction is false.", "Take it out, or set userIdentification.enableAnonymousFunction to true.");
        }
    }
}
