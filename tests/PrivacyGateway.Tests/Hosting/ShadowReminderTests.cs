using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hosting;

public sealed class ShadowReminderTests : IAsyncLifetime
{
    private const string Reminder =
        "Policy \"soft\" does not enforce (shadow mode): anonymous visitors of track.shop.test, data.shop.test are forwarded as identified.";

    private readonly CurrentPolicies _snapshot = new(Snapshot(enforces: false));
    private readonly VirtualTime _time = new();
    private readonly CollectedLog<ShadowReminder> _log = new();
    private readonly ShadowReminder _reminder;

    public ShadowReminderTests() => _reminder = new ShadowReminder(_snapshot, _time, _log);

    public async ValueTask InitializeAsync() => await _reminder.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _reminder.Dispose();
        _time.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Shadow_reminder_names_each_policy_that_does_not_enforce_with_its_hosts_at_start() =>
        Assert.Equal([(LogLevel.Warning, Reminder)], _log.Lines);

    [Fact]
    public void Shadow_reminder_is_repeated_every_hour()
    {
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Single(_log.Lines);

        _time.Advance(TimeSpan.FromMinutes(121));
        Assert.Equal(4, _log.Lines.Count);
        Assert.All(_log.Lines, line => Assert.Equal(Reminder, line.Message));
    }

    [Fact]
    public void Shadow_reminder_is_repeated_for_a_new_configuration_until_it_enforces()
    {
        _snapshot.Replace(Snapshot(enforces: false));
        Assert.Equal(2, _log.Lines.Count);

        _snapshot.Replace(Snapshot(enforces: true));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public async Task Stopped_shadow_reminder_is_silent()
    {
        await _reminder.StopAsync(TestContext.Current.CancellationToken);
        _snapshot.Replace(Snapshot(enforces: false));
        _time.Advance(TimeSpan.FromHours(2));

        Assert.Single(_log.Lines);
        Assert.False(_time.IsTicking);
    }

    /// <summary>Two routes under one policy that may not enforce, one under another, and an unused policy.</summary>
    internal static PolicySnapshot Snapshot(bool enforces) => new(new GatewayConfig
    {
        Policies = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal)
        {
            ["soft"] = SamplePolicy.Standard with { Enforce = enforces },
            ["hard"] = SamplePolicy.Standard,
            ["unused"] = SamplePolicy.Standard with { Enforce = false },
        },
        Destinations = [],
        Routes =
        [
            new RouteConfig("a", ["track.shop.test"], "/{**path}", "soft", "c"),
            new RouteConfig("b", ["track.shop.test", "data.shop.test"], "/{**path}", "soft", "c"),
            new RouteConfig("c", ["hard.shop.test"], "/{**path}", "hard", "c"),
            new RouteConfig("d", ["exempt.shop.test"], "/{**path}", RouteConfig.NoPolicy, "c"),
        ],
    });
}
