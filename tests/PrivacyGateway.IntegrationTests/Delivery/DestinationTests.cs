using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Two destinations, one of them faulty: hits, scripts and replayed hits are sent to the other.</summary>
public sealed class DestinationTests
{
    private const string Probing = """
        "LoadBalancingPolicy": "RoundRobin",
        "HealthCheck": { "Active": { "Enabled": true, "Interval": "00:00:00.2", "Timeout": "00:00:10", "Policy": "ConsecutiveFailures", "Path": "/health" } },
        """;

    private const string Passive = """
        "LoadBalancingPolicy": "RoundRobin",
        "HealthCheck": { "Passive": { "Enabled": true, "Policy": "TransportFailureRate", "ReactivationPeriod": "01:00:00" } },
        """;

    private const string NeverOpen = "\"breakerMinimum\": 1000000";

    [Theory]
    [InlineData("RoundRobin")]
    [InlineData("PowerOfTwoChoices")]
    [InlineData("FirstAlphabetical")]
    [InlineData("LeastRequests")]
    [InlineData("Random")]
    public async Task Hit_is_sent_to_the_other_destination_when_the_connection_fails(string policy)
    {
        await using var fixture = new DestinationFixture { IsDead = true };
        await using var gateway = await fixture.StartAsync($"\"LoadBalancingPolicy\": \"{policy}\",");

        for (var i = 0; i < 100; i++)
            Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);

        Assert.Equal(100, fixture.Good.Requests.Count);
        Assert.Equal(100, fixture.Good.Requests.Select(static request => request.Target).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Hit_that_was_sent_is_not_retried_at_another_destination()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static _ => [];
        await using var gateway = await fixture.StartAsync("\"LoadBalancingPolicy\": \"FirstAlphabetical\",", NeverOpen);

        Assert.Equal(503, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);

        Assert.Single(fixture.Bad.Requests);
        Assert.Empty(fixture.Good.Requests);
    }

    [Fact]
    public async Task Slow_destination_opens_its_circuit_and_the_other_one_gets_every_hit()
    {
        await using var fixture = new DestinationFixture();
        var held = new TaskCompletionSource();
        fixture.Bad.HeldUntil = held.Task;
        await using var gateway = await fixture.StartAsync(trackDomain: "\"attemptMilliseconds\": 1000, \"breakerSeconds\": 3600");
        var first = Enumerable.Range(0, 4).Select(_ => DestinationFixture.SendAsync(gateway, fixture.Identified())).ToArray();

        await DestinationFixture.WaitForAsync(gateway, "circuit open");
        await Task.WhenAll(first);
        var before = fixture.Bad.Requests.Count;
        for (var i = 0; i < 50; i++)
            Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);

        Assert.Equal(before, fixture.Bad.Requests.Count);
        held.SetResult();
    }

    [Fact]
    public async Task Probe_without_visitor_data_closes_an_open_circuit_and_hits_are_sent_again()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static _ => [];
        await using var gateway = await fixture.StartAsync(trackDomain: $"{NeverOpen}, \"breakerSeconds\": 1");
        await SendUntilAsync(gateway, fixture, "circuit open");
        fixture.Bad.Clear();
        fixture.Bad.Response = TrackDomainResponses.Pixel;

        await SendUntilAsync(gateway, fixture, "available");

        var probe = fixture.Bad.Requests[0];
        Assert.Equal("/", probe.Target);
        Assert.Empty(probe.HeaderValues("Cookie"));
        Assert.Equal("privacy-gateway (health check)", probe.HeaderValues("User-Agent").Single());
    }

    [Fact]
    public async Task Destination_that_fails_active_probes_gets_no_hit_no_script_and_no_replayed_hit()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static request =>
            request.Target == "/health" ? TrackDomainResponses.Build(500, "Broken", [], []) : TrackDomainResponses.Pixel(request);
        fixture.Good.Response = static request => request.Target == "/health" ? TrackDomainResponses.Build(200, "OK", [], []) : [];
        await using var gateway = await fixture.StartAsync(Probing, NeverOpen);
        await DestinationFixture.WaitForAsync(gateway, "unhealthy");
        Assert.DoesNotContain(fixture.Bad.Requests.Concat(fixture.Good.Requests), static request => request.HeaderValues("Cookie").Any());
        fixture.Bad.Clear();

        // The other one accepts nothing yet, so that the anonymous hits are spooled.
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Anonymous())).Status);
        fixture.Good.Response = Well;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);
            Assert.Equal(200, (await DestinationFixture.GetAsync(gateway, $"/js/pixel{i}.js")).Status);
            Assert.Equal(200, (await DestinationFixture.GetAsync(gateway, "/anything", DestinationFixture.ExemptHost)).Status);
        }

        await Eventually.HoldsAsync(async () => await gateway.SpooledAsync() == 0, () => $"The spool is not emptied.\n{gateway.Output}");
        Assert.All(fixture.Bad.Requests, static request => Assert.Equal("/health", request.Target));
    }

    [Fact]
    public async Task Successful_active_probe_restores_a_destination()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static _ => TrackDomainResponses.Build(500, "Broken", [], []);
        await using var gateway = await fixture.StartAsync(Probing, NeverOpen);
        await DestinationFixture.WaitForAsync(gateway, "unhealthy");

        fixture.Bad.Response = Well;
        await DestinationFixture.WaitForAsync(gateway, "available");

        await Eventually.HoldsAsync(
            async () => (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status == 200
                && fixture.Bad.Requests.Any(static request => request.Target != "/health"), () => gateway.Output);
    }

    [Fact]
    public async Task Destination_that_fails_passive_health_checks_gets_no_more_hits()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static _ => [];
        await using var gateway = await fixture.StartAsync(Passive, $"{NeverOpen}, \"breakerSeconds\": 3600");
        for (var i = 0; i < 40; i++)
            await DestinationFixture.SendAsync(gateway, fixture.Identified());

        await DestinationFixture.WaitForAsync(gateway, "unhealthy");
        fixture.Bad.Clear();
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);
        Assert.Equal(200, (await DestinationFixture.GetAsync(gateway, "/js/pixel.js")).Status);

        Assert.Empty(fixture.Bad.Requests);
    }

    [Fact]
    public async Task Failures_on_routes_without_a_policy_count_for_passive_health_checks()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = static _ => [];
        await using var gateway = await fixture.StartAsync(Passive, NeverOpen);
        for (var i = 0; i < 40; i++)
            await DestinationFixture.GetAsync(gateway, "/anything", DestinationFixture.ExemptHost);

        await DestinationFixture.WaitForAsync(gateway, "unhealthy");
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await DestinationFixture.GetAsync(gateway, "/anything", DestinationFixture.ExemptHost)).Status);
    }

    [Fact]
    public async Task Hits_are_spooled_or_refused_while_every_destination_is_out_and_delivered_after_one_recovers()
    {
        await using var fixture = new DestinationFixture();
        fixture.Bad.Response = fixture.Good.Response = static _ => TrackDomainResponses.Build(500, "Broken", [], []);
        await using var gateway = await fixture.StartAsync(Probing.Replace(
            "\"Active\"", "\"AvailableDestinationsPolicy\": \"HealthyAndUnknown\", \"Active\"", StringComparison.Ordinal), NeverOpen);
        await DestinationFixture.WaitForAsync(gateway, "unhealthy");
        await Eventually.HoldsAsync(async () => await DestinationFixture.StateAsync(gateway, "good") == "unhealthy", () => gateway.Output);

        Assert.Equal(200, (await DestinationFixture.SendAsync(gateway, fixture.Anonymous())).Status);
        Assert.Equal(503, (await DestinationFixture.SendAsync(gateway, fixture.Identified())).Status);
        Assert.Equal(503, (await DestinationFixture.GetAsync(gateway, "/anything", DestinationFixture.ExemptHost)).Status);
        Assert.DoesNotContain(fixture.Bad.Requests.Concat(fixture.Good.Requests), static request => request.Target != "/health");

        fixture.Good.Response = Well;
        await Eventually.HoldsAsync(async () => await gateway.SpooledAsync() == 0, () => $"The spool is not emptied.\n{gateway.Output}");
        Assert.Contains(fixture.Good.Requests, static request => request.Target.Contains("nc=1", StringComparison.Ordinal));
    }

    private static byte[] Well(RecordedRequest request) => request.Target.StartsWith("/js/", StringComparison.Ordinal)
        ? TrackDomainResponses.Build(
            200, "OK", [new("Content-Type", "text/javascript"), new("Cache-Control", "no-store")], Encoding.ASCII.GetBytes("1"))
        : TrackDomainResponses.Pixel(request);

    private static async Task SendUntilAsync(
        GatewayProcess gateway, DestinationFixture fixture, string state) => await Eventually.HoldsAsync(
        async () =>
        {
            await DestinationFixture.SendAsync(gateway, fixture.Identified());
            return await DestinationFixture.StateAsync(gateway, "bad") == state;
        },
        () => $"It never was {state}.\n{gateway.Output}");
}
