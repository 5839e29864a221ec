namespace PrivacyGateway.Consent;

/// <summary>A signal's position on a hit, from the least to the most restrictive.</summary>
internal enum Stance
{
    /// <summary>The signal has no evidence in this hit.</summary>
    Abstain,

    Identified,

    Anonymous,

    Blocked,
}
