namespace PrivacyGateway.Sending;

/// <summary>The outcome of sending a request.</summary>
internal enum SendOutcome
{
    /// <summary>Nothing was sent: no destination is available, or the circuit is open.</summary>
    NotSent,

    /// <summary>
    /// The track domain accepted the hit, or refused it for good. For a file or an opt-out call: it responded, with whatever status.
    /// </summary>
    Delivered,

    /// <summary>The track domain did not accept the hit: 5xx, 408, 421, 425 or 429.</summary>
    ServerError,

    /// <summary>No connection, no response in time, or an invalid one.</summary>
    Failed,

    /// <summary>The guard found an identifier in an anonymous hit. Nothing was sent, and the hit must not be spooled.</summary>
    Guarded,
}
