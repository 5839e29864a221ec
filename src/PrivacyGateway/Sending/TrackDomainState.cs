using System.Collections.Concurrent;

namespace PrivacyGateway.Sending;

/// <summary>When each track domain last answered, and when it last failed to.</summary>
internal sealed class TrackDomainState(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Moments> _clusters = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<KeyValuePair<string, Moments>> Clusters => _clusters;

    public Moments Of(string cluster) => _clusters.GetOrAdd(cluster, static (_, time) => new Moments(time), time);

    /// <summary>Forgets clusters that no configuration knows any more: nobody could mend them.</summary>
    public void KeepOnly(IEnumerable<string> clusters)
    {
        foreach (var gone in _clusters.Keys.Except(clusters, StringComparer.OrdinalIgnoreCase))
            _clusters.TryRemove(gone, out _);
    }

    /// <summary>Of one cluster; null means never.</summary>
    internal sealed class Moments(TimeProvider time)
    {
        private long _answered;
        private long _failed;

        public DateTimeOffset? AnsweredAt => Read(ref _answered);

        public DateTimeOffset? FailedAt => Read(ref _failed);

        public void Answered() => Volatile.Write(ref _answered, time.GetUtcNow().UtcTicks);

        public void Failed() => Volatile.Write(ref _failed, time.GetUtcNow().UtcTicks);

        private static DateTimeOffset? Read(ref long ticks) => Volatile.Read(ref ticks) is > 0 and var value ? new DateTimeOffset(value, TimeSpan.Zero) : null;
    }
}
