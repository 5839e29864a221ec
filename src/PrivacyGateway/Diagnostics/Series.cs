namespace PrivacyGateway.Diagnostics;

/// <summary>One number that only grows, and its labels as a collector reads them.</summary>
internal sealed class Series(KeyValuePair<string, object?>[] labels)
{
    private long _value;

    public KeyValuePair<string, object?>[] Labels => labels;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long count) => Interlocked.Add(ref _value, count);
}
