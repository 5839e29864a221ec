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
    public void A_destination_that_was_not_asked_yet_is_well() => Assert.True(_health.IsWell);

    [Fact]
    public void Failures_for_half_a_second_without_an_answer_open_the_circuit()
    {
        Fail();
        Fail();
        Fail();
        Assert.Equal(HealthState.Closed, _health.State);

        _time.Pass(TimeSpan.FromMilliseconds(500));
        Fail();

        Assert.Equal(HealthState.Open, _health.State);
        Assert.False(_health.IsWell);
        Assert.False(_health.MayTry);
    }

    [Fact]
    public void Two_failures_far_apart_do_not_open_the_circuit()
    {
        Fail();
        _time.Pass(TimeSpan.FromMinutes(1));
        Fail();
        Assert.True(_health.IsWell);
    }

    [Fact]
    public void A_destination_that_fails_now_and_then_is_kept()
    {
        for (var i = 0; i < 100; i++)
        {
            Fail();
            Fail();
            Answer();
            _time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.True(_health.IsWell);
    }

    [Fact]
    public void A_destination_that_owes_an_answer_for_a_quarter_of_an_attempt_is_late_until_it_answers()
    {
        _health.Begin();
        _time.Pass(TimeSpan.FromMilliseconds(499));
        Assert.True(_health.IsWell);
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HealthState.Late, _health.State);
        Assert.False(_health.IsWell);

        _health.Answered();

        Assert.True(_health.IsWell);
    }

    [Fact]
    public void A_busy_destination_is_not_late_as_long_as_it_answers_others()
    {
        _health.Begin();
        for (var i = 0; i < 10; i++)
        {
            _time.Pass(TimeSpan.FromMilliseconds(400));
            Answer();
        }

        Assert.True(_health.IsWell);
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
    public void A_late_destination_whose_attempts_were_all_given_up_may_be_asked_again()
    {
        _health.Begin();
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.False(_health.IsWell);
        _health.Abandoned();
        Assert.True(_health.IsWell);
    }

    [Fact]
    public void A_probe_that_is_answered_lets_one_hit_at_a_time_through_until_one_is_answered()
    {
        Open();
        Assert.False(_health.TryBeginProbe());
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.True(_health.TryBeginProbe());
        Assert.False(_health.TryBeginProbe());
        _health.EndProbe(isAnswered: true);

        Assert.True(_health.IsWell);
        _health.Begin();
        Assert.False(_health.IsWell);
        _health.Answered();
        Assert.Equal(HealthState.Closed, _health.State);
    }

    [Fact]
    public void A_failure_after_an_answered_probe_opens_the_circuit_again()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        _health.TryBeginProbe();
        _health.EndProbe(isAnswered: true);
        Fail();
        Assert.Equal(HealthState.Open, _health.State);
    }

    [Fact]
    public void A_probe_that_fails_begins_another_break()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        _health.TryBeginProbe();
        _health.EndProbe(isAnswered: false);
        Assert.False(_health.TryBeginProbe());
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.True(_health.TryBeginProbe());
    }

    [Fact]
    public void After_the_break_a_hit_may_find_out_where_no_other_destination_is_left()
    {
        Open();
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.False(_health.IsWell);
        Assert.True(_health.MayTry);
        _health.Begin();
        Assert.False(_health.MayTry);
        _health.Answered();
        Assert.True(_health.IsWell);
    }

    [Fact]
    public void Late_failures_of_attempts_from_before_do_not_lengthen_the_break()
    {
        _health.Begin();
        Open();
        _time.Pass(TimeSpan.FromSeconds(4));
        _health.Failed();
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.True(_health.TryBeginProbe());
    }

    [Fact]
    public void A_late_answer_of_an_attempt_from_before_does_not_close_the_circuit()
    {
        _health.Begin();
        Open();
        _health.Answered();
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

    private void Answer()
    {
        _health.Begin();
        _health.Answered();
    }
}
