using PrivacyGateway.Configuration;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>What a consent platform's signal can answer. "Granted" only counts where platforms may stand in for the anonymous cookie.</summary>
/// <param name="name">The signal's name.</param>
/// <param name="role">What the policy lets platforms do.</param>
internal sealed class PlatformVotes(string name, PlatformRole role)
{
    public Vote Granted { get; } = role == PlatformRole.StandInForCookie
        ? new Vote(name, Stance.Identified, "the consent platform says: granted")
        : new Vote(name, Stance.Abstain, "the consent platform says: granted; it may only restrict");

    /// <summary>The visitor answered, and the answer is no.</summary>
    public Vote Denied { get; } = new(name, Stance.Anonymous, "the consent platform says: not granted", IsVisitors: true);

    /// <summary>Not granted, but not in the visitor's own words: a page wrote it into the hit, or the cookie says something else.</summary>
    public Vote Unproven { get; } = new(name, Stance.Anonymous, "nothing proves that the consent platform was granted anything");

    /// <summary>The visitor has not answered.</summary>
    public Vote Unanswered { get; } = new(name, Stance.Anonymous, "the consent platform has no answer of this visitor");

    /// <summary>There is something, but nothing that proves a consent.</summary>
    public Vote Unreadable { get; } = new(name, Stance.Anonymous, "what the consent platform wrote cannot be read or does not count here", IsUnrecognised: true);

    public Vote Silent { get; } = new(name, Stance.Abstain, "the consent platform does not say: denied");

    /// <summary>The more restrictive of two; of two refusals the one that proves less.</summary>
    public static Vote Worse(Vote? first, Vote second) =>
        first is null || second.Stance > first.Stance || (second.Stance == first.Stance && first.IsVisitors) ? second : first;
}
