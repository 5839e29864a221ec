namespace PrivacyGateway.Spooling.Storage;

internal enum SpoolStatus
{
    /// <summary>The files are being checked. Requests wait.</summary>
    Opening,

    Open,

    /// <summary>A write takes longer than a hit may wait. Hits are refused at once.</summary>
    Stalled,

    /// <summary>The spool cannot be used. Opening it is retried periodically.</summary>
    Unavailable,

    Closed,
}
