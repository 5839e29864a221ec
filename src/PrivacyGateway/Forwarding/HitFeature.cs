using System.Diagnostics;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>The state of a request, from the decision to the last byte of the response.</summary>
internal sealed record HitFeature(Policy Policy, Hit Hit, RewriteResult Rewritten)
{
    private string? _outcome;

    /// <summary>YARP's route id.</summary>
    public required string Route { get; init; }

    public required GatewayMetrics Metrics { get; init; }

    /// <summary>Null unless traces are collected.</summary>
    public Activity? Span { get; init; }

    /// <summary>The source of the response, as far as known.</summary>
    public ResponseSource ServedBy => _outcome switch
    {
        HitOutcomes.Forwarded or HitOutcomes.Refused => ResponseSource.Upstream,
        HitOutcomes.Queued or HitOutcomes.Spooled => ResponseSource.Spool,
        HitOutcomes.Guarded => ResponseSource.Guard,
        _ => ResponseSource.Gateway,
    };

    /// <summary>The rewritten request. The caller must check that the result is a <see cref="ForwardResult"/>.</summary>
    public RewrittenHit Forwarded => ((ForwardResult)Rewritten).Hit;

    /// <summary>The result of sending the request; the default means not sent.</summary>
    public SendResult Result { get; set; }

    /// <summary>One of <see cref="HitOutcomes"/>; null until it is counted.</summary>
    public string? Outcome => _outcome;

    /// <summary>Whether the outcome is counted.</summary>
    public bool IsComplete => _outcome is not null;

    /// <summary>Whether the request is a hit that must not be lost.</summary>
    public bool IsHit => Hit.Kind is HitKind.Tracking or HitKind.Batch;

    /// <summary>Counts the outcome, one of <see cref="HitOutcomes"/>. The caller must call it once, before the response starts.</summary>
    public void Complete(string outcome)
    {
        Debug.Assert(_outcome is null, "The outcome of a request is counted once.");
        _outcome = outcome;
        if (Rewritten.Decision is not { } decision)
            return;

        Metrics.Hit(Route, decision.Name, decision.DecidingVote.Signal, !Rewritten.IsShadow, outcome);
        if (Span is not null)
            HitSpan.Describe(Span, decision.Name, decision.DecidingVote.Signal, !Rewritten.IsShadow, outcome);
    }
}
