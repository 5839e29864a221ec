namespace PrivacyGateway.Consent;

/// <summary>How a hit is treated, and the vote that decided it.</summary>
/// <param name="Stance"><see cref="Stance.Identified"/>, <see cref="Stance.Anonymous"/> or <see cref="Stance.Blocked"/>.</param>
/// <param name="By">The most restrictive vote; of equals the first in the policy's order.</param>
/// <param name="IsVisitors">Whether the visitor's own word, whichever vote decided, makes the hit at least anonymous: then identity cookies go.</param>
internal sealed record Decision(Stance Stance, Vote By, bool IsVisitors = false)
{
    public bool IsAnonymous => Stance == Stance.Anonymous;

    public bool IsBlocked => Stance == Stance.Blocked;
}
