namespace PrivacyGateway.Diagnostics.Export;

/// <summary>One series of a family: a number, or for a histogram its buckets and their sum.</summary>
/// <param name="labels">As they stand in the text, without braces.</param>
/// <param name="bounds">Upper bounds of the buckets; empty for a plain number.</param>
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

    /// <summary>Takes over what was counted elsewhere.</summary>
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

    /// <summary>One moment's number or sum, and how many fell into each bucket, the last one above all bounds.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
            return (_value, [.. _buckets]);
    }
}
