using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Two destinations, one of them not well: hits, scripts and replayed hits go to the other.</summary>
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
    public async Task A_hit_that_cannot_connect_goes_to_the_other_destination(string policy)
    {
        await using var stage = new DestinationStage { IsDead = true };
        await using var gateway = await stage.StartAsync($"\"LoadBalancingPolicy\": \"{policy}\",");

        for (var i = 0; i < 100; i++)
            Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);

        Assert.Equal(100, stage.Good.Requests.Count);
        Assert.Equal(100, stage.Good.Requests.Select(static request => request.Target).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_hit_that_was_sent_is_not_sent_to_another_destination()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static _ => [];
        await using var gateway = await stage.StartAsync("\"LoadBalancingPolicy\": \"FirstAlphabetical\",", NeverOpen);

        Assert.Equal(503, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);

        Assert.Single(stage.Bad.Requests);
        Assert.Empty(stage.Good.Requests);
    }

    [Fact]
    public async Task A_destination_that_answers_too_late_opens_its_own_circuit_and_the_other_takes_every_hit()
    {
        await using var stage = new DestinationStage();
        var held = new TaskCompletionSource();
        stage.Bad.HeldUntil = held.Task;
        await using var gateway = await stage.StartAsync(trackDomain: "\"attemptMilliseconds\": 1000, \"breakerSeconds\": 3600");
        var first = Enumerable.Range(0, 4).Select(_ => DestinationStage.SendAsync(gateway, stage.Identified())).ToArray();

        await DestinationStage.WaitForAsync(gateway, "circuit open");
        await Task.WhenAll(first);
        var before = stage.Bad.Requests.Count;
        for (var i = 0; i < 50; i++)
            Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);

        Assert.Equal(before, stage.Bad.Requests.Count);
        held.SetResult();
    }

    [Fact]
    public async Task An_open_circuit_is_closed_by_a_probe_without_anything_of_a_visitor_and_hits_come_back()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static _ => [];
        await using var gateway = await stage.StartAsync(trackDomain: $"{NeverOpen}, \"breakerSeconds\": 1");
        await SendUntilAsync(gateway, stage, "circuit open");
        stage.Bad.Clear();
        stage.Bad.Answer = TrackDomainAnswers.Pixel;

        await SendUntilAsync(gateway, stage, "available");

        var probe = stage.Bad.Requests[0];
        Assert.Equal("/", probe.Target);
        Assert.Empty(probe.HeaderValues("Cookie"));
        Assert.StartsWith("YARP", probe.HeaderValues("User-Agent").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_active_probes_take_out_gets_no_hit_no_script_and_no_replayed_hit()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static request => request.Target == "/health" ? TrackDomainAnswers.Build(500, "Broken", [], []) : TrackDomainAnswers.Pixel(request);
        stage.Good.Answer = static request => request.Target == "/health" ? TrackDomainAnswers.Build(200, "OK", [], []) : [];
        await using var gateway = await stage.StartAsync(Probing, NeverOpen);
        await DestinationStage.WaitForAsync(gateway, "unhealthy");
        Assert.DoesNotContain(stage.Bad.Requests.Concat(stage.Good.Requests), static request => request.HeaderValues("Cookie").Any());
        stage.Bad.Clear();

        // The other one takes nothing yet, so that the anonymous ones are spooled.
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Anonymous())).Status);
        stage.Good.Answer = Well;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);
            Assert.Equal(200, (await DestinationStage.GetAsync(gateway, $"/js/pixel{i}.js")).Status);
            Assert.Equal(200, (await DestinationStage.GetAsync(gateway, "/anything", DestinationStage.ExemptHost)).Status);
        }

        await Eventually.HoldsAsync(async () => await gateway.SpooledAsync() == 0, () => $"The spool is not emptied.\n{gateway.Output}");
        Assert.All(stage.Bad.Requests, static request => Assert.Equal("/health", request.Target));
    }

    [Fact]
    public async Task Probes_bring_a_destination_back()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static _ => TrackDomainAnswers.Build(500, "Broken", [], []);
        await using var gateway = await stage.StartAsync(Probing, NeverOpen);
        await DestinationStage.WaitForAsync(gateway, "unhealthy");

        stage.Bad.Answer = Well;
        await DestinationStage.WaitForAsync(gateway, "available");

        await Eventually.HoldsAsync(
            async () => (await DestinationStage.SendAsync(gateway, stage.Identified())).Status == 200 && stage.Bad.Requests.Any(static request => request.Target != "/health"), () => gateway.Output);
    }

    [Fact]
    public async Task A_destination_that_failed_hits_take_out_by_passive_checks_gets_no_more_of_them()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static _ => [];
        await using var gateway = await stage.StartAsync(Passive, $"{NeverOpen}, \"breakerSeconds\": 3600");
        for (var i = 0; i < 40; i++)
            await DestinationStage.SendAsync(gateway, stage.Identified());

        await DestinationStage.WaitForAsync(gateway, "unhealthy");
        stage.Bad.Clear();
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);
        Assert.Equal(200, (await DestinationStage.GetAsync(gateway, "/js/pixel.js")).Status);

        Assert.Empty(stage.Bad.Requests);
    }

    [Fact]
    public async Task Routes_without_a_policy_take_a_destination_out_by_passive_checks_too()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = static _ => [];
        await using var gateway = await stage.StartAsync(Passive, NeverOpen);
        for (var i = 0; i < 40; i++)
            await DestinationStage.GetAsync(gateway, "/anything", DestinationStage.ExemptHost);

        await DestinationStage.WaitForAsync(gateway, "unhealthy");
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await DestinationStage.GetAsync(gateway, "/anything", DestinationStage.ExemptHost)).Status);
    }

    [Fact]
    public async Task Without_any_destination_hits_are_spooled_or_refused_at_once_and_delivered_when_one_is_back()
    {
        await using var stage = new DestinationStage();
        stage.Bad.Answer = stage.Good.Answer = static _ => TrackDomainAnswers.Build(500, "Broken", [], []);
        await using var gateway = await stage.StartAsync(Probing.Replace("\"Active\"", "\"AvailableDestinationsPolicy\": \"HealthyAndUnknown\", \"Active\"", StringComparison.Ordinal), NeverOpen);
        await DestinationStage.WaitForAsync(gateway, "unhealthy");
        await Eventually.HoldsAsync(async () => await DestinationStage.StateAsync(gateway, "good") == "unhealthy", () => gateway.Output);

        Assert.Equal(200, (await DestinationStage.SendAsync(gateway, stage.Anonymous())).Status);
        Assert.Equal(503, (await DestinationStage.SendAsync(gateway, stage.Identified())).Status);
        Assert.Equal(503, (await DestinationStage.GetAsync(gateway, "/anything", DestinationStage.ExemptHost)).Status);
        Assert.DoesNotContain(stage.Bad.Requests.Concat(stage.Good.Requests), static request => request.Target != "/health");

        stage.Good.Answer = Well;
        await Eventually.HoldsAsync(async () => await gateway.SpooledAsync() == 0, () => $"The spool is not emptied.\n{gateway.Output}");
        Assert.Contains(stage.Good.Requests, static request => request.Target.Contains("nc=1", StringComparison.Ordinal));
    }

    private static byte[] Well(RecordedRequest request) => request.Target.StartsWith("/js/", StringComparison.Ordinal)
        ? TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "text/javascript"), new("Cache-Control", "no-store")], Encoding.ASCII.GetBytes("1"))
        : TrackDomainAnswers.Pixel(request);

    private static async Task SendUntilAsync(GatewayProcess gateway, DestinationStage stage, string state) => await Eventually.HoldsAsync(
        async () =>
        {
            await DestinationStage.SendAsync(gateway, stage.Identified());
            return await DestinationStage.StateAsync(gateway, "bad") == state;
        },
        () => $"It never was {state}.\n{gateway.Output}");
}
