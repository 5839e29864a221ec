namespace PrivacyGateway.Diagnostics;

/// <summary>One series of a counter, with its labels as exported.</summary>
internal sealed class Series(KeyValuePair<string, object?>[] labels)
{
    private long _value;

    public KeyValuePair<string, object?>[] Labels => labels;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long count) => Interlocked.Add(ref _value, count);
}
