using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>Asks every signal and lets the most restrictive one speak. Nobody's vote can loosen another's.</summary>
internal sealed class Decider(IReadOnlyList<Signal> signals)
{
    private static readonly Decision NobodyVouches =
        new(Stance.Anonymous, new Vote("none", Stance.Anonymous, "no signal says that this visitor may be identified"));

    /// <summary>Most restrictive first wins. Should all abstain, the hit is anonymous: fail closed.</summary>
    public Decision Decide(Hit hit)
    {
        Vote? strongest = null;
        var (isVisitors, isBinding) = (false, false);
        for (var i = 0; i < signals.Count; i++)
        {
            var vote = signals[i].Ask(hit);
            isVisitors |= vote.IsVisitors;
            isBinding |= vote.IsBinding;
            if (vote.Stance != Stance.Abstain && (strongest is null || vote.Stance > strongest.Stance))
                strongest = vote;
        }

        return strongest is null ? NobodyVouches : new Decision(strongest.Stance, strongest, isVisitors, isBinding);
    }

    /// <summary>Every vote, also those that did not decide.</summary>
    public IReadOnlyList<Vote> Votes(Hit hit) => [.. signals.Select(signal => signal.Ask(hit))];
}
