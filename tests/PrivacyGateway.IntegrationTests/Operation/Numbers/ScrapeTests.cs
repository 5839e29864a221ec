using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary><c>GET /metrics</c>: its listener, that Prometheus can parse it, and that it contains nothing that a client sent.</summary>
public sealed class ScrapeTests
{
    /// <summary>This many requests, all different.</summary>
    private const int RandomHits = 200_000;

    private static readonly Figures Figures = new("numbers");

    [Fact]
    public async Task Metrics_page_is_on_the_admin_listener_alone_and_Prometheus_can_parse_it()
    {
        await using var fixture = await NumbersFixture.StartAsync();
        await fixture.TrafficAsync();

        var response = await RawClient.SendAsync(fixture.Gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes());

        Assert.Equal(200, response.Status);
        Assert.Equal(["text/plain; version=0.0.4; charset=utf-8"], response.HeaderValues("Content-Type"));
        Assert.Equal(
            404, (await RawClient.SendAsync(fixture.Gateway.Port, RequestSpec.Get(NumbersFixture.Enforced, "/metrics").Bytes())).Status);
        Assert.SkipUnless(Promtool.IsHere, Promtool.Missing);
        var (exitCode, message) = await Promtool.RunAsync(System.Text.Encoding.UTF8.GetString(response.Body), "check", "metrics");
        Figures.Add($"promtool check metrics: {(exitCode == 0 ? "accepted" : "refused")}");
        Assert.True(exitCode == 0, message);
    }

    [Fact]
    public async Task Scrape_and_ledger_contain_nothing_that_a_client_sent()
    {
        await using var fixture = await NumbersFixture.StartAsync();
        await fixture.TrafficAsync();
        var scrape = await fixture.ScrapeAsync();
        await fixture.Gateway.StopAsync();
        var ledger = string.Concat(
            Directory.EnumerateFiles(Path.Combine(fixture.DataDirectory, "ledger"), "*.json").Select(File.ReadAllText));

        Figures.Add($"canaries in a scrape: {Count(scrape)}");
        Figures.Add($"canaries in the ledger: {Count(ledger)}");
        Assert.Contains("gateway_hits_total{", scrape, StringComparison.Ordinal);
        Assert.Contains("\"signal\": \"anonymous-cookie\"", ledger, StringComparison.Ordinal);
        Assert.Equal(0, Count(scrape));
        Assert.Equal(0, Count(ledger));

        static int Count(string text) => text.Split(NumbersFixture.Canary).Length - 1;
    }

    [Fact]
    public async Task Random_hits_add_no_series_to_a_scrape()
    {
        using var trackDomain = new CountlessTrackDomain();
        await using var fixture = await NumbersFixture.StartAsync(trackDomain: trackDomain.Address);
        await fixture.TrafficAsync();
        await RandomLoad.SendAsync(fixture.Gateway.Port, RandomHits / 50, seed: 1);
        var before = Series(await fixture.ScrapeAsync());

        var statuses = await RandomLoad.SendAsync(fixture.Gateway.Port, RandomHits, seed: 2);

        var after = Series(await fixture.ScrapeAsync());
        Figures.Add(
            $"series before and after {RandomHits:N0} random hits: {before.Count}, {after.Count} (responses: "
                + $"{string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} of {pair.Key}"))})");
        Assert.Equal(RandomHits, statuses.Values.Sum());
        Assert.True(statuses.GetValueOrDefault(200) > RandomHits / 4);
        Assert.Equal(before, after);

        static List<string> Series(string scrape) => [.. scrape.Split('\n').Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line[..line.LastIndexOf(' ')])];
    }
}
