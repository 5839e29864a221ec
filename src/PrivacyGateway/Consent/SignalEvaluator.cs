using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>Evaluates every signal. The most restrictive vote decides; no vote can loosen another.</summary>
internal sealed class SignalEvaluator(IReadOnlyList<Signal> signals)
{
    private static readonly Decision NoVote =
        new(Stance.Anonymous, new Vote("none", Stance.Anonymous, "no signal says that this visitor may be identified"));

    /// <summary>Among equally restrictive votes the first decides. If all signals abstain, the hit is anonymous: fail closed.</summary>
    public Decision Evaluate(Hit hit)
    {
        Vote? strongest = null;
        var (isVisitorsChoice, isBinding) = (false, false);
        for (var i = 0; i < signals.Count; i++)
        {
            var vote = signals[i].Evaluate(hit);
            isVisitorsChoice |= vote.IsVisitorsChoice;
            isBinding |= vote.IsBinding;
            if (vote.Stance != Stance.Abstain && (strongest is null || vote.Stance > strongest.Stance))
                strongest = vote;
        }

        return strongest is null ? NoVote : new Decision(strongest.Stance, strongest, isVisitorsChoice, isBinding);
    }

    /// <summary>Returns every vote, including those that did not decide.</summary>
    public IReadOnlyList<Vote> EvaluateAll(Hit hit) => [.. signals.Select(signal => signal.Evaluate(hit))];
}
