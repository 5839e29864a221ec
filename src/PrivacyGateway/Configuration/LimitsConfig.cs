namespace PrivacyGateway.Configuration;

/// <summary>What a hit may be at most.</summary>
internal sealed record LimitsConfig
{
    /// <summary>The SDKs' own limit: 24 MiB a batch. (Protocol §1.7.)</summary>
    public const int MaxBodyBytes = 25165824;

    /// <summary>Bytes of a body; beyond it 413. 1 to 25165824, default 262144.</summary>
    public int BodyBytes { get; init; } = 262144;

    /// <summary>Lines of a batch; beyond it 413. 1 to 1000000, default 10000.</summary>
    public int BatchLines { get; init; } = 10000;
}
