namespace PrivacyGateway.Spooling;

/// <summary>Exponential backoff of a replay. Without jitter: each track domain has one replay and its own circuit breaker.</summary>
internal sealed class Backoff
{
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);

    private TimeSpan _last;

    public bool IsActive => _last > TimeSpan.Zero;

    public TimeSpan Next() => _last = _last == TimeSpan.Zero ? MinPause : _last * 2 < MaxPause ? _last * 2 : MaxPause;

    public void Reset() => _last = TimeSpan.Zero;
}
