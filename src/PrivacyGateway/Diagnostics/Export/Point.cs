namespace PrivacyGateway.Diagnostics.Export;

/// <summary>One series of a family: a number, or the buckets and sum of a histogram.</summary>
/// <param name="labels">The formatted labels, without braces.</param>
/// <param name="bounds">Upper bounds of the buckets; empty for a number.</param>
internal sealed class Point(string labels, IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Count + 1];
    private double _value;

    public string Labels => labels;

    public void Add(double value)
    {
        lock (_lock)
            _value += value;
    }

    /// <summary>Replaces sum and buckets.</summary>
    public void Load(double value, long[] buckets)
    {
        lock (_lock)
        {
            _value = value;
            buckets.CopyTo(_buckets, 0);
        }
    }

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        lock (_lock)
        {
            _buckets[bucket]++;
            _value += value;
        }
    }

    /// <summary>A consistent snapshot: the number or sum, and the count of each bucket; the last bucket is above all bounds.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
            return (_value, [.. _buckets]);
    }
}
