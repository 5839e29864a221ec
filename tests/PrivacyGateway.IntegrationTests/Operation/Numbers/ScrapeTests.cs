using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary><c>GET /metrics</c>: where it is, that Prometheus can read it, and that nothing a client sent is in it.</summary>
public sealed class ScrapeTests
{
    /// <summary>So many requests that no two are alike.</summary>
    private const int RandomHits = 1_000_000;

    private static readonly Figures Figures = new("numbers");

    [Fact]
    public async Task The_page_is_on_the_admin_listener_alone_and_prometheus_can_read_it()
    {
        await using var stage = await NumbersStage.StartAsync();
        await stage.TrafficAsync();

        var answer = await RawClient.SendAsync(stage.Gateway.AdminPort, Ask.Get("localhost", "/metrics").Bytes());

        Assert.Equal(200, answer.Status);
        Assert.Equal(["text/plain; version=0.0.4; charset=utf-8"], answer.HeaderValues("Content-Type"));
        Assert.Equal(404, (await RawClient.SendAsync(stage.Gateway.Port, Ask.Get(NumbersStage.Enforced, "/metrics").Bytes())).Status);
        Assert.SkipUnless(Promtool.IsHere, Promtool.Missing);
        var (exitCode, said) = await Promtool.RunAsync(System.Text.Encoding.UTF8.GetString(answer.Body), "check", "metrics");
        Figures.Add($"promtool check metrics: {(exitCode == 0 ? "accepted" : "refused")}");
        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task Nothing_that_a_client_sent_is_in_a_scrape_or_in_the_ledger()
    {
        await using var stage = await NumbersStage.StartAsync();
        await stage.TrafficAsync();
        var scrape = await stage.ScrapeAsync();
        await stage.Gateway.StopAsync();
        var ledger = string.Concat(Directory.EnumerateFiles(Path.Combine(stage.DataDirectory, "ledger"), "*.json").Select(File.ReadAllText));

        Figures.Add($"canaries in a scrape: {Count(scrape)}");
        Figures.Add($"canaries in the ledger: {Count(ledger)}");
        Assert.Contains("gateway_hits_total{", scrape, StringComparison.Ordinal);
        Assert.Contains("\"signal\": \"anonymous-cookie\"", ledger, StringComparison.Ordinal);
        Assert.Equal(0, Count(scrape));
        Assert.Equal(0, Count(ledger));

        static int Count(string text) => text.Split(NumbersStage.Canary).Length - 1;
    }

    [Fact]
    public async Task A_million_random_hits_add_no_series()
    {
        using var trackDomain = new CountlessTrackDomain();
        await using var stage = await NumbersStage.StartAsync(trackDomain: trackDomain.Address);
        await stage.TrafficAsync();
        await RandomLoad.SendAsync(stage.Gateway.Port, RandomHits / 50, seed: 1);
        var before = Series(await stage.ScrapeAsync());

        var statuses = await RandomLoad.SendAsync(stage.Gateway.Port, RandomHits, seed: 2);

        var after = Series(await stage.ScrapeAsync());
        Figures.Add($"series before and after {RandomHits:N0} random hits: {before.Count}, {after.Count} (answers: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} of {pair.Key}"))})");
        Assert.Equal(RandomHits, statuses.Values.Sum());
        Assert.True(statuses.GetValueOrDefault(200) > RandomHits / 4);
        Assert.Equal(before, after);

        static List<string> Series(string scrape) => [.. scrape.Split('\n').Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line[..line.LastIndexOf(' ')])];
    }
}
