using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>What the gateway knows about one request, from the decision to the last byte of the answer.</summary>
internal sealed record HitFeature(Policy Policy, Hit Hit, HitOutcome Outcome)
{
    /// <summary>Whether this is a hit that must not be lost.</summary>
    public bool IsHit => Hit.Kind is HitKind.Tracking or HitKind.Batch;
}
