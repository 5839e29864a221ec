namespace PrivacyGateway.Configuration;

/// <summary>The preview of a tester's own browser.</summary>
internal sealed record PreviewConfig
{
    /// <summary>Whether a tester may see the hits of the tester's own browser.</summary>
    [Key("enabled", Example = "true")]
    public bool Enabled { get; init; }
}
