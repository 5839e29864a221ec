namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The time of day is what a test sets; timers run as ever.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Set(DateTimeOffset now) => Volatile.Write(ref _ticks, now.UtcTicks);
}
