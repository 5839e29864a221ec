namespace PrivacyGateway.Rewriting;

/// <summary>A policy's settings for parameters, in addition to its level.</summary>
internal sealed record ParameterChoices
{
    /// <summary>Names of <c>suppressParameter</c>.</summary>
    public IReadOnlyList<string> Suppressed { get; init; } = [];

    /// <summary>Names of <c>keepParameter</c>.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    public bool KeepsTemporarySession { get; init; }

    public bool KeepsClickIds { get; init; }

    public bool KeepsCampaigns { get; init; } = true;

    public Referrers Referrers { get; init; } = Referrers.Full;
}
