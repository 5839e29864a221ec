namespace PrivacyGateway.Faults.Counting;

/// <summary>The response that the browser got for a hit.</summary>
internal enum BrowserOutcome
{
    /// <summary>The connection ended, or no response came for a long time: the pixel sends the hit again.</summary>
    None,

    /// <summary>A 2xx as the pixel expects it: it discards the hit.</summary>
    Accepted,

    /// <summary>503: the pixel queues the hit.</summary>
    Refused,

    /// <summary>A response that the gateway should never give to a hit.</summary>
    Unexpected,
}
