using System.Threading.RateLimiting;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Limits the requests in progress to <c>Limits.concurrentRequests</c>, or to what the file descriptors allow if that is less.
/// </summary>
internal sealed class ConcurrencyLimit
{
    private readonly CurrentPolicies _snapshot;
    private readonly DescriptorLimit _descriptors;
    private volatile Permits _permits;

    public ConcurrencyLimit(CurrentPolicies snapshot, DescriptorLimit descriptors)
    {
        (_snapshot, _descriptors) = (snapshot, descriptors);
        _permits = new(snapshot.Current.Config.Limits.ConcurrentRequests, descriptors);
    }

    /// <summary>Requests in progress. After a reload that changes the limit, older requests are not counted.</summary>
    public long Active => _permits.Active;

    public int Limit => _permits.Most;

    /// <returns>A lease, not acquired if the limit is reached. The caller must dispose it at the end of the request.</returns>
    public RateLimitLease AttemptAcquire()
    {
        var permits = _permits;
        if (_snapshot.Current.Config.Limits.ConcurrentRequests is var configured && configured != permits.Configured)
            _permits = permits = new Permits(configured, _descriptors);
        return permits.Limiter.AttemptAcquire();
    }

    private sealed class Permits
    {
        public Permits(int configured, DescriptorLimit descriptors)
        {
            (Configured, Most) = (configured, Math.Min(configured, descriptors.SupportedConnections));
            Limiter = new(new ConcurrencyLimiterOptions { PermitLimit = Most, QueueLimit = 0 });
        }

        public int Configured { get; }

        public int Most { get; }

        public ConcurrencyLimiter Limiter { get; }

        public long Active => Most - Limiter.GetStatistics()!.CurrentAvailablePermits;
    }
}
