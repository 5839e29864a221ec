namespace PrivacyGateway.Spooling.Storage;

/// <summary>What became of one hit that was to be kept.</summary>
internal enum KeepResult
{
    /// <summary>On the disk.</summary>
    Kept,

    /// <summary>There is no room by the configured bounds, or by what is left of the disk.</summary>
    Full,

    /// <summary>The disk refused the commit.</summary>
    Failed,
}
