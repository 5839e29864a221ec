namespace PrivacyGateway.Diagnostics;

/// <summary>Durations of one series, counted in buckets.</summary>
/// <param name="labels">As a collector reads them.</param>
/// <param name="bounds">Upper bounds of the buckets in ticks, rising.</param>
internal sealed class DurationSeries(KeyValuePair<string, object?>[] labels, long[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private long _ticks;

    public KeyValuePair<string, object?>[] Labels => labels;

    public void Record(long ticks)
    {
        var bucket = 0;
        while (bucket < bounds.Length && ticks > bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
        Interlocked.Add(ref _ticks, ticks);
    }

    /// <summary>The sum, and how many fell into each bucket, the last one above all bounds. A duration that is just being recorded may be in one of the two only.</summary>
    public (TimeSpan Sum, long[] Buckets) Read()
    {
        var buckets = new long[_buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = Interlocked.Read(ref _buckets[i]);
        return (TimeSpan.FromTicks(Interlocked.Read(ref _ticks)), buckets);
    }
}
