using System.Diagnostics;

namespace PrivacyGateway.Consent;

/// <summary>The treatment of a hit, and the vote that decided it.</summary>
/// <param name="Stance"><see cref="Stance.Identified"/>, <see cref="Stance.Anonymous"/> or <see cref="Stance.Blocked"/>.</param>
/// <param name="DecidingVote">The most restrictive vote; among equals the first in the policy's order.</param>
/// <param name="IsVisitorsChoice">
/// Whether any vote, deciding or not, expresses the visitor's own choice. The gateway then expires identity cookies.
/// </param>
/// <param name="IsBinding">Whether any vote, deciding or not, is enforced even in shadow mode.</param>
internal sealed record Decision(Stance Stance, Vote DecidingVote, bool IsVisitorsChoice = false, bool IsBinding = false)
{
    public bool IsAnonymous => Stance == Stance.Anonymous;

    /// <summary>Whether the decision applies only to the marked lines of a batch; the other lines are identified.</summary>
    public bool IsMixed { get; init; }

    /// <summary>The id used in metrics, ledger and <c>explain</c>.</summary>
    public string Name => IsMixed ? "mixed" : Stance switch
    {
        Stance.Identified => "identified",
        Stance.Anonymous => "anonymous",
        Stance.Blocked => "blocked",
        _ => throw new UnreachableException(),
    };

    public bool IsBlocked => Stance == Stance.Blocked;
}
