namespace PrivacyGateway.Spooling;

internal enum SpoolStatus
{
    /// <summary>It is being checked; requests wait meanwhile.</summary>
    Opening,

    Open,

    /// <summary>The disk has been busy with one write for longer than a hit may wait; hits are refused at once.</summary>
    Stalled,

    /// <summary>It keeps nothing, and is tried again from time to time.</summary>
    Unavailable,

    Closed,
}
