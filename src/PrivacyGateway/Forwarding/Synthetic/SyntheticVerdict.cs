namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>The outcome of a synthetic request, in order of severity.</summary>
internal enum SyntheticVerdict
{
    /// <summary>Its route matched, and the policy accepts the request.</summary>
    Served,

    /// <summary>No route matched.</summary>
    NotMatched,

    /// <summary>Another route matched.</summary>
    TakenByAnotherRoute,

    /// <summary>Two routes match equally.</summary>
    Ambiguous,

    /// <summary>Its route matched, and the policy refused the request.</summary>
    Refused,

    /// <summary>The pipeline threw an exception.</summary>
    Failed,
}
