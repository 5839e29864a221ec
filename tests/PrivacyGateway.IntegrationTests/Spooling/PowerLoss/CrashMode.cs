namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>The state of unsynced writes after a power failure.</summary>
internal enum CrashMode
{
    /// <summary>None of them.</summary>
    Nothing,

    /// <summary>All of them, as if the process had been killed.</summary>
    Everything,

    /// <summary>The first ones, up to some moment.</summary>
    Prefix,

    /// <summary>Any of them: the others are lost.</summary>
    Some,

    /// <summary>Any sectors of them.</summary>
    Torn,

    /// <summary>The files have their new length and none of their new bytes.</summary>
    LengthOnly,

    /// <summary>All of them, except for one change of names. Tried for each one at each moment, so it is not random.</summary>
    OneNameLost,
}
