using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling.Format;

/// <summary>A hit in the spool.</summary>
/// <param name="Id">Unique in its spool, never reused, ascending within a cluster.</param>
/// <param name="Cluster">The cluster to send it to.</param>
/// <param name="SpooledAt">The time of day when the hit was spooled, to the millisecond. Its age is measured by another clock.</param>
/// <param name="Hit">The rewritten hit, exactly as it would have been forwarded then.</param>
internal sealed record SpooledHit(long Id, string Cluster, DateTimeOffset SpooledAt, RewrittenHit Hit);
