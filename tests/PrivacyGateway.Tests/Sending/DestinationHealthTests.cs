using PrivacyGateway.Configuration;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Sending.Http1;

namespace PrivacyGateway.Tests.Sending;

public sealed class DestinationHealthTests
{
    private static readonly TrackDomainConfig Config = new() { AttemptMilliseconds = 2000, BreakerSeconds = 5 };

    private readonly PassingTime _time = new();
    private readonly DestinationHealth _health;

    public DestinationHealthTests() => _health = new DestinationHealth(static () => Config, _time);

    [Fact]
    public void New_destination_is_healthy() => Assert.True(_health.IsHealthy);

    [Fact]
    public void Failures_over_half_a_second_without_a_response_open_the_circuit()
    {
        Fail();
        Fail();
        Fail();
        Assert.Equal(HealthState.Closed, _health.State);

        _time.Pass(TimeSpan.FromMilliseconds(500));
        Fail();

        Assert.Equal(HealthState.Open, _health.State);
        Assert.False(_health.IsHealthy);
        Assert.False(_health.MayProbeWithHit);
    }

    [Fact]
    public void Two_failures_far_apart_do_not_open_the_circuit()
    {
        Fail();
        _time.Pass(TimeSpan.FromMinutes(1));
        Fail();
        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void Destination_with_occasional_failures_stays_healthy()
    {
        for (var i = 0; i < 100; i++)
        {
            Fail();
            Fail();
            Response();
            _time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void Destination_without_a_response_for_a_quarter_of_the_attempt_timeout_is_late_until_it_responds()
    {
        _health.Begin();
        _time.Pass(TimeSpan.FromMilliseconds(499));
        Assert.True(_health.IsHealthy);
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HealthState.Late, _health.State);
        Assert.False(_health.IsHealthy);

        _health.Succeeded();

        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void Busy_destination_is_not_late_while_it_responds_to_others()
    {
        _health.Begin();
        for (var i = 0; i < 10; i++)
        {
            _time.Pass(TimeSpan.FromMilliseconds(400));
            Response();
        }

        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void One_failure_of_a_late_destination_opens_its_circuit()
    {
        _health.Begin();
        _time.Pass(TimeSpan.FromSeconds(2));
        _health.Failed();
        Assert.Equal(HealthState.Open, _health.State);
    }

    [Fact]
    public void Late_destination_is_retried_after_all_its_attempts_were_abandoned()
    {
        _health.Begin();
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.False(_health.IsHealthy);
        _health.Abandoned();
        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void Successful_probe_allows_one_hit_at_a_time_until_one_succeeds()
    {
        Open();
        Assert.False(_health.TryBeginProbe());
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.True(_health.TryBeginProbe());
        Assert.False(_health.TryBeginProbe());
        _health.EndProbe(hasSucceeded: true);

        Assert.True(_health.IsHealthy);
        _health.Begin();
        Assert.False(_health.IsHealthy);
        _health.Succeeded();
        Assert.Equal(HealthState.Closed, _health.State);
    }

    [Fact]
    public void Failure_after_a_successful_probe_opens_the_circuit_again()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        _health.TryBeginProbe();
        _health.EndProbe(hasSucceeded: true);
        Fail();
        Assert.Equal(HealthState.Open, _health.State);
    }

    [Fact]
    public void Failed_probe_starts_another_break()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        _health.TryBeginProbe();
        _health.EndProbe(hasSucceeded: false);
        Assert.False(_health.TryBeginProbe());
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.True(_health.TryBeginProbe());
    }

    [Fact]
    public void Hit_may_probe_after_the_break_when_no_other_destination_is_available()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.False(_health.IsHealthy);
        Assert.True(_health.MayProbeWithHit);
        _health.Begin();
        Assert.False(_health.MayProbeWithHit);
        _health.Succeeded();
        Assert.True(_health.IsHealthy);
    }

    [Fact]
    public void Late_failures_of_earlier_attempts_do_not_extend_the_break()
    {
        _health.Begin();
        Open();
        _time.Pass(TimeSpan.FromSeconds(4));
        _health.Failed();
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.True(_health.TryBeginProbe());
    }

    [Fact]
    public void Late_response_to_an_earlier_attempt_does_not_close_the_circuit()
    {
        _health.Begin();
        Open();
        _health.Succeeded();
        Assert.Equal(HealthState.Open, _health.State);
    }

    private void Open()
    {
        for (var i = 0; i < 3; i++)
        {
            Fail();
            _time.Pass(TimeSpan.FromMilliseconds(300));
        }

        Assert.Equal(HealthState.Open, _health.State);
    }

    private void Fail()
    {
        _health.Begin();
        _health.Failed();
    }

    private void Response()
    {
        _health.Begin();
        _health.Succeeded();
    }
}
