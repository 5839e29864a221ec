using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

public sealed class SlowStartTests
{
    [Fact]
    public void Replay_rate_doubles_each_second_after_a_recovery_until_it_is_full()
    {
        var time = new StoppedTime();
        var start = new SlowStart(time);
        Assert.Equal(100, start.GetRate(100));

        start.Begin();

        var rates = new List<int>();
        for (var second = 0; second < 6; second++)
        {
            rates.Add(start.GetRate(100));
            time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([10, 20, 40, 80, 100, 100], rates);
    }

    [Fact]
    public void Replay_rate_never_exceeds_the_configured_one()
    {
        var time = new StoppedTime();
        var start = new SlowStart(time);
        start.Begin();
        Assert.Equal(3, start.GetRate(3));

        start.Begin();
        time.Pass(TimeSpan.FromDays(300));
        Assert.Equal(100_000, start.GetRate(100_000));
    }
}
