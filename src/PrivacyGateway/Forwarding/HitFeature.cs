using System.Diagnostics;
using PrivacyGateway.Consent;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>What the gateway knows about one request, from the decision to the last byte of the answer.</summary>
internal sealed record HitFeature(Policy Policy, Hit Hit, HitOutcome Outcome)
{
    private string? _fate;

    /// <summary>YARP's name for it.</summary>
    public required string Route { get; init; }

    public required GatewayMetrics Metrics { get; init; }

    /// <summary>Null unless somebody collects traces.</summary>
    public Activity? Span { get; init; }

    /// <summary>What decided the response, as far as it is known by now.</summary>
    public AnsweredBy AnsweredBy => _fate switch
    {
        HitFates.Forwarded or HitFates.Refused => AnsweredBy.Upstream,
        HitFates.Queued or HitFates.Spooled => AnsweredBy.Spool,
        HitFates.Guarded => AnsweredBy.Guard,
        _ => AnsweredBy.Gateway,
    };

    /// <summary>Whether this is a hit that must not be lost.</summary>
    public bool IsHit => Hit.Kind is HitKind.Tracking or HitKind.Batch;

    /// <summary>
    /// Counts what became of it, one of <see cref="HitFates"/>, before the browser hears of it: who has an answer finds it counted. The first word holds.
    /// </summary>
    public void Became(string fate)
    {
        if (_fate is not null)
            return;

        _fate = fate;
        if (Outcome.Decision is not { } decision)
            return;

        Metrics.Hit(Route, NameOf(decision.Stance), decision.By.Signal, !Outcome.IsShadow, fate);
        if (Span is not null)
            HitSpan.Describe(Span, NameOf(decision.Stance), decision.By.Signal, !Outcome.IsShadow, fate);
    }

    private static string NameOf(Stance stance) => stance switch
    {
        Stance.Identified => "identified",
        Stance.Anonymous => "anonymous",
        Stance.Blocked => "blocked",
        _ => throw new UnreachableException(),
    };
}
