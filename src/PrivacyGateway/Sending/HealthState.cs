namespace PrivacyGateway.Sending;

/// <summary>The state of a destination's circuit.</summary>
internal enum HealthState
{
    /// <summary>It responds, or has not been used yet.</summary>
    Closed,

    /// <summary>A response has been pending for too long. The destination is used only if no other one is healthy.</summary>
    Late,

    /// <summary>The destination is not used.</summary>
    Open,

    /// <summary>A probe has succeeded. One hit at a time is sent until one succeeds.</summary>
    HalfOpen,
}
