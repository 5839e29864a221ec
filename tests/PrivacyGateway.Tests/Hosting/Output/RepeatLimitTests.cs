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
    public void Line_of_each_connection_passes_once_a_minute_and_the_others_are_counted()
    {
        Assert.True(_limit.TryPass(Kind(Server, 60, text: "Connection 1")));
        for (var i = 2; i < 100; i++)
            Assert.False(_limit.TryPass(Kind(Server, 60, text: $"Connection {i}")));

        Assert.Equal(98, Assert.Single(_limit.TakeSuppressed()).Suppressed);
        Assert.Empty(_limit.TakeSuppressed());
        _clock.Passed += RepeatLimit.Period;
        Assert.True(_limit.TryPass(Kind(Server, 60, text: "Connection 100")));
    }

    [Fact]
    public void Another_event_another_exception_and_another_level_are_written_at_once()
    {
        Assert.True(_limit.TryPass(Kind(Server, 60)));
        Assert.True(_limit.TryPass(Kind(Server, 61)));
        Assert.True(_limit.TryPass(Kind(Server, 60, exception: new InvalidOperationException())));
        Assert.True(_limit.TryPass(Kind(Server, 60, level: LogLevel.Critical)));
        Assert.Empty(_limit.TakeSuppressed());
    }

    [Fact]
    public void Messages_of_the_gateway_that_name_another_thing_are_another_kind()
    {
        Assert.True(_limit.TryPass(Kind(Own, 1, text: "track domain a")));
        Assert.True(_limit.TryPass(Kind(Own, 1, text: "track domain b")));
        Assert.False(_limit.TryPass(Kind(Own, 1, text: "track domain a")));
    }

    [Fact]
    public void Only_categories_of_connections_and_requests_are_limited()
    {
        Assert.True(RepeatLimit.Holds(Server));
        Assert.True(RepeatLimit.Holds(Own));
        Assert.False(RepeatLimit.Holds("PrivacyGateway.Hosting.Reload.ConfigReload"));
        Assert.False(RepeatLimit.Holds("PrivacyGateway.Spooling.SqliteHitSpool"));
    }

    [Fact]
    public void Number_of_kinds_is_bounded_and_further_ones_are_written()
    {
        for (var i = 0; i < RepeatLimit.MostKinds; i++)
            Assert.True(_limit.TryPass(Kind(Server, i)));

        Assert.True(_limit.TryPass(Kind(Server, RepeatLimit.MostKinds)));
        Assert.True(_limit.TryPass(Kind(Server, RepeatLimit.MostKinds)));
        _clock.Passed += RepeatLimit.Period;
        _limit.TakeSuppressed();
        Assert.True(_limit.TryPass(Kind(Server, RepeatLimit.MostKinds)));
        Assert.False(_limit.TryPass(Kind(Server, RepeatLimit.MostKinds)));
    }

    private static LineKind Kind(string category, int id, LogLevel level = LogLevel.Error, Exception? exception = null, string text = "") =>
        LineKind.From(category, level, id, exception, text);

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long GetTimestamp() => Passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
