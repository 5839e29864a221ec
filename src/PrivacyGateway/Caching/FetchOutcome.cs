namespace PrivacyGateway.Caching;

/// <summary>The outcome of fetching a file from the track domain.</summary>
internal enum FetchOutcome
{
    /// <summary>A complete response, of any status.</summary>
    Completed,

    /// <summary>No connection, no complete response in time, or an open circuit.</summary>
    Failed,

    /// <summary>A response that is not buffered: too large, or of unknown length.</summary>
    Uncacheable,

    /// <summary>The buffer budget was exhausted.</summary>
    NoRoom,
}
