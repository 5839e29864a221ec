namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Elapsed time is the real one plus what the test adds; timers run normally.</summary>
internal sealed class SkippingClock : TimeProvider
{
    private long _skipped;

    public override long GetTimestamp() => System.GetTimestamp() + Volatile.Read(ref _skipped);

    public void Skip(TimeSpan span) => Interlocked.Add(ref _skipped, (long)(span.TotalSeconds * TimestampFrequency));
}
