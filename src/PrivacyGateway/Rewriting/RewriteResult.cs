using PrivacyGateway.Consent;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>The result of rewriting a request: it is forwarded in some form, or the gateway serves a local response.</summary>
/// <param name="Decision">Null for requests that are not hits: refusals, static files, opt-out calls.</param>
/// <param name="Trace">What was stripped; in shadow mode what would have been stripped.</param>
internal abstract record RewriteResult(Decision? Decision, Trace Trace)
{
    /// <summary>Whether the decision is not enforced (shadow mode).</summary>
    public virtual bool IsShadow => false;
}

/// <summary>The hit is forwarded in this form.</summary>
/// <param name="Enforced">In shadow mode the result that enforcement would have had; otherwise null.</param>
#pragma warning disable MA0048 // The base type and its two results are read together.
#pragma warning disable CS1573 // The base type documents the other parameters.
internal sealed record ForwardResult(RewrittenHit Hit, Decision? Decision, Trace Trace, RewriteResult? Enforced = null)
    : RewriteResult(Decision, Trace)
{
    public override bool IsShadow => Enforced is not null;
}
#pragma warning restore CS1573

/// <summary>Nothing is forwarded; the gateway serves the response.</summary>
internal sealed record LocalResult(LocalResponse Response, Decision? Decision, Trace Trace) : RewriteResult(Decision, Trace);
#pragma warning restore MA0048
