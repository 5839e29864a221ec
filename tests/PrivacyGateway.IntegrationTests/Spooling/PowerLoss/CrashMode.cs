namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>What a disk has made of the writes that nobody forced out when the power fails.</summary>
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
}
