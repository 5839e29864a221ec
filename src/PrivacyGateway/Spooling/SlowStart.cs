namespace PrivacyGateway.Spooling;

/// <summary>
/// Limits the rate after a recovery: it starts low and doubles each second up to the configured rate. Otherwise all replicas at once would
/// send a recovered track domain more hits than it usually gets.
/// </summary>
internal sealed class SlowStart(TimeProvider time)
{
    private const int InitialRate = 10;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>The timestamp of the recovery; null at the full rate.</summary>
    private long? _recoveredAt;

    public void Begin() => _recoveredAt = time.GetTimestamp();

    /// <summary>Returns the rate in hits per second, at most <paramref name="full"/>.</summary>
    public int GetRate(int full)
    {
        if (_recoveredAt is not { } recoveredAt)
            return full;
        var doublings = (int)(time.GetElapsedTime(recoveredAt) / Step);
        var rate = doublings < 24 ? InitialRate << doublings : full;
        if (rate < full)
            return rate;
        _recoveredAt = null;
        return full;
    }
}
