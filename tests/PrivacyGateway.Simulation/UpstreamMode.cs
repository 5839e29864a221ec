namespace PrivacyGateway.Simulation;

/// <summary>How a destination behaves for a while.</summary>
internal enum UpstreamMode
{
    Well,

    /// <summary>Nothing listens: refused at once, nothing sent.</summary>
    Refusing,

    /// <summary>Packets vanish: no connection within the connect timeout, nothing sent.</summary>
    Unreachable,

    /// <summary>It takes the hit and answers after the attempt's timeout.</summary>
    Slow,

    /// <summary>It takes the hit and hangs up without an answer.</summary>
    Dropping,

    /// <summary>It answers 503 and does not take the hit.</summary>
    Failing,

    /// <summary>Each attempt is one of the above.</summary>
    Erratic,
}
