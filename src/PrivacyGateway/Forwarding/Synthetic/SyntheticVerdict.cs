namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>How a synthetic request ended, from the mildest to the worst.</summary>
internal enum SyntheticVerdict
{
    /// <summary>Its route took it, and the policy serves it.</summary>
    Served,

    /// <summary>No route matches it.</summary>
    NotMatched,

    /// <summary>Another route took it.</summary>
    TakenByAnotherRoute,

    /// <summary>Two routes match it equally.</summary>
    Ambiguous,

    /// <summary>Its route took it, and the policy refuses it.</summary>
    Refused,

    /// <summary>The pipeline failed.</summary>
    Failed,
}
