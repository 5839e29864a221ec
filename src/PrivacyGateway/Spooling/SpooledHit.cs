using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <param name="Id">Unique in its spool, never used again, ascending within a cluster.</param>
/// <param name="Cluster">Where it goes.</param>
/// <param name="KeptAt">When it was accepted, to the millisecond.</param>
/// <param name="Hit">What leaves, exactly as it would have left then.</param>
internal sealed record SpooledHit(long Id, string Cluster, DateTimeOffset KeptAt, RewrittenHit Hit);
