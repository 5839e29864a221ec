namespace PrivacyGateway.Faults.Counting;

/// <summary>What the browser was told about a hit.</summary>
internal enum Answer
{
    /// <summary>The connection ended, or nothing came for a long time: the pixel sends the hit again.</summary>
    None,

    /// <summary>A 2xx as the pixel wants it: it forgets the hit.</summary>
    Accepted,

    /// <summary>503: the pixel keeps the hit.</summary>
    Refused,

    /// <summary>Nothing that the gateway should ever say to a hit.</summary>
    Unexpected,
}
