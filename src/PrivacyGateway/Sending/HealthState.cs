namespace PrivacyGateway.Sending;

/// <summary>What a destination's own results say about it.</summary>
internal enum HealthState
{
    /// <summary>It answers, or was not asked yet.</summary>
    Closed,

    /// <summary>It has owed an answer for too long; it is chosen only where no other destination is well.</summary>
    Late,

    /// <summary>Its circuit is open: it is not chosen.</summary>
    Open,

    /// <summary>It answered a probe: one hit at a time, until one is answered.</summary>
    HalfOpen,
}
