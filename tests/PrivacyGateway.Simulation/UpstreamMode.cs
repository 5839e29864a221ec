namespace PrivacyGateway.Simulation;

/// <summary>How a destination behaves for a while.</summary>
internal enum UpstreamMode
{
    Well,

    /// <summary>Nothing listens: refused at once, nothing sent.</summary>
    Refusing,

    /// <summary>Packets vanish: no connection within the connect timeout, nothing sent.</summary>
    Unreachable,

    /// <summary>It accepts the hit and responds after the attempt's timeout.</summary>
    Slow,

    /// <summary>It accepts the hit and closes the connection without a response.</summary>
    Dropping,

    /// <summary>It responds 503 and does not accept the hit.</summary>
    Failing,

    /// <summary>Each attempt is one of the above.</summary>
    Erratic,
}
