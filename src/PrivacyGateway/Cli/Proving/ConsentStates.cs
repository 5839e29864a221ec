using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// The consent states that a policy's signals can produce. Implements <c>docs/behaviour.md</c> independently of the signals' code.
/// </summary>
internal static class ConsentStates
{
    /// <param name="policy">The policy; null for a route without a policy.</param>
    /// <param name="now">The time to write into consent strings.</param>
    public static IReadOnlyList<ConsentState> Create(PolicyConfig? policy, DateTimeOffset now)
    {
        if (policy is null)
            return [new ConsentState("no policy", StateDecision.None, [], [])];
        var states = All(policy, PlatformConsents.From(policy.Signals, now));
        return [.. states.Select(state => !policy.Enforce && state is { Decision: StateDecision.Anonymous, Query: "" }
            ? state with { Decision = StateDecision.Shadow } : state)];
    }

    private static IEnumerable<ConsentState> All(PolicyConfig policy, PlatformConsents platforms)
    {
        var user = policy.UserIdentification;
        var canRefuse = policy.Signals.CanGrant;
        var optIn = user is { EnableAnonymousFunction: true, AnonymousOptIn: true };
        var standsIn = policy.Signals.PlatformsMay == PlatformRole.StandInForCookie;

        yield return new ConsentState("no signal", optIn || canRefuse ? StateDecision.Anonymous : StateDecision.Identified, [], []);
        if (canRefuse)
        {
            yield return new ConsentState("consent platform: not granted", StateDecision.Anonymous, platforms.Refused, []);
            if (platforms.CanBeGranted)
                yield return new ConsentState("consent platform: granted", optIn && !standsIn ? StateDecision.Anonymous
                    : StateDecision.Identified, platforms.Granted, [])
                {
                    IsConsent = true,
                };
        }

        // Cookies that grant consent, so that each of the following signals alone makes the hit anonymous.
        string[] granted = [
            .. platforms.Granted, .. optIn ? [$"{user.AnonymousCookieName}={policy.ConsentValues[0]}"] : Array.Empty<string>()];
        if (optIn)
        {
            yield return new ConsentState("anonymous cookie: consent", platforms.CanBeGranted ? StateDecision.Identified
                : StateDecision.Anonymous, granted, [])
            {
                IsConsent = true,
            };
            yield return new ConsentState("anonymous cookie: another value", StateDecision.Anonymous,
                [.. platforms.Granted, $"{user.AnonymousCookieName}=none-of-{policy.ConsentValues.Count}"], []);
        }
        else if (user.EnableAnonymousFunction)
        {
            yield return new ConsentState("anonymous cookie", StateDecision.Anonymous, [.. granted, $"{user.AnonymousCookieName}=1"],
                [])
            {
                IsVisitorsChoice = true,
            };
        }

        yield return new ConsentState("marker nc=1", StateDecision.Anonymous, granted, [], "nc=1");
        if (policy.Signals.GlobalPrivacyControl)
            yield return new ConsentState("Sec-GPC", StateDecision.Anonymous, granted, ["Sec-GPC: 1"]) { IsVisitorsChoice = true };
        if (policy.Signals.DoNotTrack)
            yield return new ConsentState("DNT", StateDecision.Anonymous, granted, ["DNT: 1"]) { IsVisitorsChoice = true };
        if (user.EnableAnonymousFunction && policy.InvisibleCookies == InvisibleCookiesMode.Anonymous && !optIn)
            yield return new ConsentState("page of another site", StateDecision.Anonymous, granted, []) { Site = "cross-site" };
        foreach (var cookie in policy.OptOutCookies)
            yield return new ConsentState($"opt-out cookie {cookie}", StateDecision.Blocked, [.. granted, $"{cookie}=1"],
                [])
            {
                IsVisitorsChoice = true,
            };
    }
}
