using PrivacyGateway.Sending;

namespace PrivacyGateway.Tests.Sending;

public sealed class MonotonicTimeTests
{
    [Theory]
    [InlineData(-25)]
    [InlineData(25)]
    public void Step_of_the_system_clock_does_not_change_monotonic_time(int hours)
    {
        var stepping = new SteppingTime();
        var time = new MonotonicTime(stepping);
        var before = time.GetUtcNow();

        stepping.Step(TimeSpan.FromHours(hours));
        stepping.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), time.GetUtcNow() - before);
    }

    private sealed class SteppingTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _timestamp;

        public void Step(TimeSpan by) => _now += by;

        public void Pass(TimeSpan span) => (_now, _timestamp) = (_now + span, _timestamp + span.Ticks);
    }
}
