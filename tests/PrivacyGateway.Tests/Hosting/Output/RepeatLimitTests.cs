using Microsoft.Extensions.Logging;
using PrivacyGateway.Hosting.Output;

namespace PrivacyGateway.Tests.Hosting.Output;

public sealed class RepeatLimitTests
{
    private const string Server = "Microsoft.AspNetCore.Server.Kestrel.Http2";
    private const string Own = "PrivacyGateway.Forwarding.FailClosedMiddleware";

    private readonly MovedClock _clock = new();
    private readonly RepeatLimit _limit;

    public RepeatLimitTests() => _limit = new RepeatLimit(_clock);

    [Fact]
    public void Repeated_line_is_written_once_a_minute_and_the_others_are_counted()
    {
        Assert.True(_limit.TryAdmit(Kind(Server, 60, text: "Connection 1")));
        for (var i = 2; i < 100; i++)
            Assert.False(_limit.TryAdmit(Kind(Server, 60, text: $"Connection {i}")));

        Assert.Equal(98, Assert.Single(_limit.TakeSuppressed()).Suppressed);
        Assert.Empty(_limit.TakeSuppressed());
        _clock.Passed += RepeatLimit.Period;
        Assert.True(_limit.TryAdmit(Kind(Server, 60, text: "Connection 100")));
    }

    [Fact]
    public void Different_event_exception_or_level_is_written_at_once()
    {
        Assert.True(_limit.TryAdmit(Kind(Server, 60)));
        Assert.True(_limit.TryAdmit(Kind(Server, 61)));
        Assert.True(_limit.TryAdmit(Kind(Server, 60, exception: new InvalidOperationException())));
        Assert.True(_limit.TryAdmit(Kind(Server, 60, level: LogLevel.Critical)));
        Assert.Empty(_limit.TakeSuppressed());
    }

    [Fact]
    public void Gateway_messages_with_different_arguments_are_different_kinds()
    {
        Assert.True(_limit.TryAdmit(Kind(Own, 1, text: "track domain a")));
        Assert.True(_limit.TryAdmit(Kind(Own, 1, text: "track domain b")));
        Assert.False(_limit.TryAdmit(Kind(Own, 1, text: "track domain a")));
    }

    [Fact]
    public void Only_categories_of_connections_and_requests_are_limited()
    {
        Assert.True(RepeatLimit.AppliesTo(Server));
        Assert.True(RepeatLimit.AppliesTo(Own));
        Assert.False(RepeatLimit.AppliesTo("PrivacyGateway.Hosting.Reload.ConfigReload"));
        Assert.False(RepeatLimit.AppliesTo("PrivacyGateway.Spooling.SqliteHitSpool"));
    }

    [Fact]
    public void Number_of_tracked_kinds_is_bounded_and_further_ones_are_written()
    {
        for (var i = 0; i < RepeatLimit.MaxKinds; i++)
            Assert.True(_limit.TryAdmit(Kind(Server, i)));

        Assert.True(_limit.TryAdmit(Kind(Server, RepeatLimit.MaxKinds)));
        Assert.True(_limit.TryAdmit(Kind(Server, RepeatLimit.MaxKinds)));
        _clock.Passed += RepeatLimit.Period;
        _limit.TakeSuppressed();
        Assert.True(_limit.TryAdmit(Kind(Server, RepeatLimit.MaxKinds)));
        Assert.False(_limit.TryAdmit(Kind(Server, RepeatLimit.MaxKinds)));
    }

    private static RepeatLimit.LineKind Kind(
        string category, int id, LogLevel level = LogLevel.Error, Exception? exception = null, string text = "") =>
        RepeatLimit.LineKind.From(category, level, id, exception, text);

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long GetTimestamp() => Passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
