namespace PrivacyGateway.Consent;

/// <summary>How a hit is treated, and the vote that decided it.</summary>
/// <param name="Stance"><see cref="Stance.Identified"/>, <see cref="Stance.Anonymous"/> or <see cref="Stance.Blocked"/>.</param>
/// <param name="By">The most restrictive vote; of equals the first in the policy's order.</param>
/// <param name="IsVisitors">Whether the visitor's own word, whichever vote decided, makes the hit at least anonymous: then identity cookies go.</param>
/// <param name="IsBinding">Whether any vote, whichever decided, is enforced even in shadow mode.</param>
internal sealed record Decision(Stance Stance, Vote By, bool IsVisitors = false, bool IsBinding = false)
{
    public bool IsAnonymous => Stance == Stance.Anonymous;

    public bool IsBlocked => Stance == Stance.Blocked;
}
