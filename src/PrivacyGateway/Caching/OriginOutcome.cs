namespace PrivacyGateway.Caching;

/// <summary>What came of asking the track domain for a file.</summary>
internal enum OriginOutcome
{
    /// <summary>There is an answer, whatever it says, and it is complete.</summary>
    Answered,

    /// <summary>No connection, no complete answer in time, or the circuit was open.</summary>
    Failed,

    /// <summary>An answer that is not kept in memory: too large, or nobody knows where it ends.</summary>
    NotForMemory,

    /// <summary>There was no room for it just now.</summary>
    NoRoom,
}
