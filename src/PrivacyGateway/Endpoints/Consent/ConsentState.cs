using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>The decision that the visitor's next hit would get, and the reason.</summary>
/// <param name="Polarity"><c>opt-out</c> or <c>opt-in</c>.</param>
/// <param name="Decision"><c>identified</c>, <c>anonymous</c> or <c>blocked</c>.</param>
/// <param name="Signal">The deciding signal's name.</param>
/// <param name="Reason">The reason, for people.</param>
internal sealed record ConsentState(string Polarity, string Decision, string Signal, string Reason)
{
    public static ConsentState From(Policy policy, Hit visitor)
    {
        var decision = policy.Decide(visitor);
        return new ConsentState(
            policy.Config.UserIdentification.AnonymousOptIn ? "opt-in" : "opt-out",
            decision.Stance.ToString().ToLowerInvariant(),
            decision.DecidingVote.Signal,
            decision.DecidingVote.Reason);
    }
}
