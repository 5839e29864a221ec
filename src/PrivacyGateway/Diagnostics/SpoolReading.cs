namespace PrivacyGateway.Diagnostics;

/// <summary>A snapshot of the spool's metrics.</summary>
/// <param name="IsAvailable">Whether the spool accepts hits.</param>
/// <param name="Fill">Fill level, from 0 to 1.</param>
/// <param name="Rows">Spooled hits.</param>
/// <param name="Bytes">Bytes of the spooled hits.</param>
/// <param name="Age">Age of the oldest spooled hit; zero if the spool is empty.</param>
/// <param name="CommitAge">Duration of the commit in progress; zero while the disk is idle.</param>
/// <param name="Expired">Total of hits that expired before delivery.</param>
/// <param name="Destroyed">Total of hits that were lost to damaged files.</param>
/// <param name="HasTotals">False until the spool has been opened; the two totals are unknown before.</param>
internal sealed record SpoolReading(
    bool IsAvailable, double Fill, long Rows, long Bytes, TimeSpan Age, TimeSpan CommitAge, long Expired, long Destroyed, bool HasTotals);
