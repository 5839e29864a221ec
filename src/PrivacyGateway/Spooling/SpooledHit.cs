using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <param name="Id">Unique in its spool, never used again, ascending within a cluster.</param>
/// <param name="Cluster">Where it goes.</param>
/// <param name="KeptAt">The time of day when it was accepted, to the millisecond; its age is counted by another clock.</param>
/// <param name="Hit">What leaves, exactly as it would have left then.</param>
internal sealed record SpooledHit(long Id, string Cluster, DateTimeOffset KeptAt, RewrittenHit Hit);
