namespace PrivacyGateway.Spooling;

internal enum SpoolStatus
{
    /// <summary>It is being looked through; what asks meanwhile waits.</summary>
    Opening,

    Open,

    /// <summary>It keeps nothing, and is tried again from time to time.</summary>
    Unavailable,

    Closed,
}
