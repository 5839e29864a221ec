namespace PrivacyGateway.Configuration;

/// <summary>The pixel's own files in memory, so that pages do not wait for the track domain.</summary>
internal sealed record ScriptCacheConfig
{
    /// <summary>Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Memory for all files together, in MiB. 1 to 4096, default 32.</summary>
    public int SizeMegabytes { get; init; } = 32;

    /// <summary>
    /// Seconds for which a file may stand in after its time while the track domain gives no answer. 0 to 2592000 (30 days), default 604800
    /// (7 days); 0 is never. An answer's own <c>stale-if-error</c> can only shorten it.
    /// </summary>
    public int StaleIfErrorSeconds { get; init; } = 604_800;
}
