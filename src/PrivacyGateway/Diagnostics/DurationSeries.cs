namespace PrivacyGateway.Diagnostics;

/// <summary>The buckets of one series of a histogram.</summary>
/// <param name="labels">The labels as exported.</param>
/// <param name="bounds">Upper bounds of the buckets in ticks, ascending.</param>
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

    /// <summary>
    /// The sum, and the count of each bucket; the last bucket is above all
    /// bounds. A concurrent <see cref="Record"/> may show in only one of the two.
    /// </summary>
    public (TimeSpan Sum, long[] Buckets) Read()
    {
        var buckets = new long[_buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = Interlocked.Read(ref _buckets[i]);
        return (TimeSpan.FromTicks(Interlocked.Read(ref _ticks)), buckets);
    }
}
