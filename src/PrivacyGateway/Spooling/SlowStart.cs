namespace PrivacyGateway.Spooling;

/// <summary>
/// The rate after a recovery: a track domain that has just come back gets a fraction of the configured one, then twice as many each second.
/// All at once would be more than it is used to, from every replica at the same moment.
/// </summary>
internal sealed class SlowStart(TimeProvider time)
{
    private const int First = 10;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Null while the full rate is due.</summary>
    private long? _recovered;

    public void Begin() => _recovered = time.GetTimestamp();

    /// <summary>Hits a second, at most <paramref name="full"/>.</summary>
    public int Rate(int full)
    {
        if (_recovered is not { } recovered)
            return full;
        var doublings = (int)(time.GetElapsedTime(recovered) / Step);
        var rate = doublings < 24 ? First << doublings : full;
        if (rate < full)
            return rate;
        _recovered = null;
        return full;
    }
}
