using PrivacyGateway.Consent;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What became of a hit: it is forwarded in some form, or the gateway answers it.</summary>
/// <param name="Decision">Null for what is not a hit: refusals, static files, the opt-out call.</param>
/// <param name="Trace">What was withheld; in shadow mode what would have been.</param>
internal abstract record HitOutcome(Decision? Decision, Trace Trace)
{
    /// <summary>Whether the decision was made but not enforced (shadow mode).</summary>
    public virtual bool IsShadow => false;
}

/// <summary>The hit goes on in this form.</summary>
/// <param name="Enforced">In shadow mode what would have become of the hit; null where the decision holds.</param>
#pragma warning disable MA0048 // The two outcomes are one idea and are read together.
#pragma warning disable CS1573 // The others are described where they are declared.
internal sealed record ForwardedOutcome(RewrittenHit Hit, Decision? Decision, Trace Trace, HitOutcome? Enforced = null) : HitOutcome(Decision, Trace)
{
    public override bool IsShadow => Enforced is not null;
}
#pragma warning restore CS1573

/// <summary>Nothing leaves; the gateway answers.</summary>
internal sealed record AnsweredOutcome(OwnAnswer Answer, Decision? Decision, Trace Trace) : HitOutcome(Decision, Trace);
#pragma warning restore MA0048
