namespace PrivacyGateway.Diagnostics;

/// <summary>The spool at one moment.</summary>
/// <param name="IsAvailable">Whether it takes hits.</param>
/// <param name="Fill">Of its bounds, from 0 to 1.</param>
/// <param name="Rows">Hits that wait.</param>
/// <param name="Bytes">Theirs.</param>
/// <param name="Age">How long the oldest has waited; zero if none does.</param>
/// <param name="CommitAge">How long the disk has been busy with the commit under way; zero if none is.</param>
/// <param name="Expired">Given up for their age, ever.</param>
/// <param name="Destroyed">Lost to damage, ever.</param>
/// <param name="HasTotals">False until the spool has been opened once: the two totals are not known before.</param>
internal sealed record SpoolReading(bool IsAvailable, double Fill, long Rows, long Bytes, TimeSpan Age, TimeSpan CommitAge, long Expired, long Destroyed, bool HasTotals);
