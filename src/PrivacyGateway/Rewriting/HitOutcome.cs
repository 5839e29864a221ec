using PrivacyGateway.Consent;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What became of a hit: it is forwarded in some form, or the gateway answers it.</summary>
/// <param name="Decision">Null for what is not a hit: refusals, static files, the opt-out call.</param>
/// <param name="Trace">What was withheld.</param>
internal abstract record HitOutcome(Decision? Decision, Trace Trace);

/// <summary>The hit goes on in this form.</summary>
#pragma warning disable MA0048 // The two outcomes are one idea and are read together.
internal sealed record ForwardedOutcome(RewrittenHit Hit, Decision? Decision, Trace Trace) : HitOutcome(Decision, Trace);

/// <summary>Nothing leaves; the gateway answers.</summary>
internal sealed record AnsweredOutcome(OwnAnswer Answer, Decision? Decision, Trace Trace) : HitOutcome(Decision, Trace);
#pragma warning restore MA0048
