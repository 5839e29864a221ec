using PrivacyGateway.Configuration;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// The votes of a consent platform's signal. "Granted" identifies only if the policy lets platforms stand in for the anonymous cookie.
/// </summary>
/// <param name="name">The signal's name.</param>
/// <param name="role">Whether platforms may grant, or only restrict.</param>
internal sealed class PlatformVotes(string name, PlatformRole role)
{
    public Vote Granted { get; } = role == PlatformRole.StandInForCookie
        ? new Vote(name, Stance.Identified, "the consent platform reports: granted")
        : new Vote(name, Stance.Abstain, "the consent platform reports: granted; under this policy it may only restrict");

    /// <summary>The visitor refused.</summary>
    public Vote Denied { get; } = new(name, Stance.Anonymous, "the consent platform reports: not granted", IsVisitorsChoice: true);

    /// <summary>
    /// Not granted, but not by the visitor's own choice: the page wrote a refusal into the hit, or the cookie does not match.
    /// </summary>
    public Vote Unproven { get; } = new(name, Stance.Anonymous, "the consent platform's value does not prove consent");

    /// <summary>The visitor has not made a choice yet.</summary>
    public Vote NoChoice { get; } = new(name, Stance.Anonymous, "the consent platform has no choice of this visitor");

    /// <summary>There is a value, but it cannot be read or does not apply.</summary>
    public Vote Unreadable { get; } = new(
        name, Stance.Anonymous, "the consent platform's value cannot be read or does not apply here", IsUnrecognised: true);

    /// <summary>Granted too long ago, or at a time in the future.</summary>
    public Vote Outdated { get; } = new(name, Stance.Anonymous, "the consent platform's value is older than 13 months, or from the future");

    public Vote NotDenied { get; } = new(name, Stance.Abstain, "the consent platform does not report: denied");

    /// <summary>The more restrictive of two votes; of two equally restrictive ones, the one that is not the visitor's choice.</summary>
    public static Vote MoreRestrictive(Vote? first, Vote second) =>
        first is null || second.Stance > first.Stance || (second.Stance == first.Stance && first.IsVisitorsChoice) ? second : first;
}
