namespace PrivacyGateway.Spooling;

/// <summary>Pauses that double while nothing works. No jitter: each track domain has one replay, and its own circuit breaker behind it.</summary>
internal sealed class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    private TimeSpan _last;

    public bool IsOn => _last > TimeSpan.Zero;

    public TimeSpan Next() => _last = _last == TimeSpan.Zero ? Shortest : _last * 2 < Longest ? _last * 2 : Longest;

    public void Reset() => _last = TimeSpan.Zero;
}
