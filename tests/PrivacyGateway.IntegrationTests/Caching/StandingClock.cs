using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>The time of day stands still until a test moves it; timers run normally.</summary>
internal sealed class StandingClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Pass(double seconds) => Interlocked.Add(ref _ticks, TimeSpan.FromSeconds(seconds).Ticks);

    /// <summary>For a header.</summary>
    public string Date(int secondsFromNow) => GetUtcNow().AddSeconds(secondsFromNow).ToString("r", CultureInfo.InvariantCulture);
}
