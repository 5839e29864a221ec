namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The test sets the time of day; timers run normally.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Set(DateTimeOffset now) => Volatile.Write(ref _ticks, now.UtcTicks);
}
