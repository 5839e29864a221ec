namespace PrivacyGateway.Simulation;

/// <summary>How the disk under the spool behaves for a while.</summary>
internal enum DiskMode
{
    Well,

    /// <summary>A commit takes some tenths of a second.</summary>
    Slow,

    /// <summary>A commit takes as long as the mode lasts.</summary>
    Hanging,

    /// <summary>It is full: SQLITE_FULL.</summary>
    Full,

    /// <summary>Writing fails: SQLITE_IOERR.</summary>
    Broken,
}
