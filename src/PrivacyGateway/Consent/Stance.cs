namespace PrivacyGateway.Consent;

/// <summary>What a signal says about a hit, from the least to the most restrictive.</summary>
internal enum Stance
{
    /// <summary>The signal has nothing to say about this hit.</summary>
    Abstain,

    Identified,

    Anonymous,

    Blocked,
}
