namespace PrivacyGateway.Configuration;

/// <summary>What becomes of a hit that the track domain does not take at once.</summary>
internal enum DeliveryMode
{
    /// <summary>It is kept and sent again until it is taken; it may arrive twice.</summary>
    AtLeastOnce,

    /// <summary>It is not kept; the pixel may send it again.</summary>
    AtMostOnce,

    /// <summary>Anonymous hits are always kept first and sent from there; the browser never waits for the track domain.</summary>
    Queued,
}
