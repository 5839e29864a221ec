using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Delivery;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The ledger's sum equals the number of responses to hits, whatever happens to the process.</summary>
public sealed class LedgerTests
{
    private const int Workers = 8;

    private static readonly Figures Figures = new("ledger");

    [Fact]
    public async Task Ledger_sum_equals_the_number_of_responses_under_load_and_across_restarts()
    {
        await using var fixture = new DeliveryFixture();
        var served = 0;
        for (var restart = 0; restart < 3; restart++)
        {
            await using var gateway = await fixture.StartAsync();
            var load = Enumerable.Range(0, Workers).Select(_ => SendUntilClosedAsync(gateway)).ToArray();
            await fixture.TrackDomain.WaitForAsync(500);
            Assert.Equal(0, await gateway.StopAsync());
            served += (await Task.WhenAll(load)).Sum();
            fixture.TrackDomain.Clear();
        }

        var report = await ReportAsync(fixture.DataDirectory);
        Figures.Add($"ledger: {report["total"]} hits in the report, {served} responses, over 3 terminations under load");
        Assert.Equal(served, report["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Each_ledger_row_has_decision_reason_and_outcome()
    {
        await using var fixture = new DeliveryFixture();
        await using (var gateway = await fixture.StartAsync())
        {
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1&cd=2"));
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Identified("p=600"));
            fixture.GoDown();
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1"));
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Identified("p=600"));
        }

        var report = await ReportAsync(fixture.DataDirectory);
        Assert.Equal(
            ["anonymous anonymous-cookie forwarded 1", "anonymous anonymous-cookie spooled 1", "identified anonymous-cookie forwarded 1",
                "identified anonymous-cookie refused 1"],
            report["hits"]!.AsArray().Select(static row => $"{row!["decision"]} {row["signal"]} {row["outcome"]} {row["count"]}"));
        Assert.Contains("identity 2", report["withheld"]!.AsArray().Select(static row => $"{row!["rule"]} {row["count"]}"));
    }

    [Fact]
    public async Task Killed_process_preserves_the_written_ledger_and_a_second_process_waits_for_the_lock()
    {
        await using var fixture = new DeliveryFixture();
        await using var killed = await fixture.StartAsync();
        await DeliveryFixture.SendAsync(killed, DeliveryFixture.Anonymous("p=600"));
        await WrittenAsync(fixture.DataDirectory, killed);

        // A rolling restart: the next process already runs with the same directory, which is a misconfiguration.
        await using var next = await fixture.StartAsync();
        await DeliveryFixture.SendAsync(next, DeliveryFixture.Anonymous("p=600"));
        await next.WaitForOutputAsync("The ledger in");
        await killed.KillAsync();
        await next.StopAsync();

        Assert.Equal(2, (await ReportAsync(fixture.DataDirectory))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Report_adds_up_several_replicas_and_names_missing_days()
    {
        await using var one = new DeliveryFixture();
        await using var other = new DeliveryFixture();
        foreach (var fixture in (DeliveryFixture[])[one, other])
        {
            await using var gateway = await fixture.StartAsync();
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1"));
        }

        var run = await GatewayCommand.RunAsync(
            "report", "--from", Day(-1), "--to", Day(0), "--data", one.DataDirectory, "--data", other.DataDirectory);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(": 2 hits", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"no numbers of: {Day(-1)} in {one.DataDirectory}, {Day(-1)} in {other.DataDirectory}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-31", "2026-12-01", "is not a day of the form 2026-11-25")]
    [InlineData("25.11.2026", "2026-12-01", "is not a day of the form 2026-11-25")]
    [InlineData("2026-12-02", "2026-12-01", "Swap them")]
    [InlineData("2026-12-01", "2026-12-01", "names no DataDirectory, so no ledger is kept")]
    public async Task Report_that_is_impossible_is_refused_with_a_remedy(string from, string to, string words)
    {
        var run = await GatewayCommand.RunWithAsync(
            ReloadConfig.Create("https://track-domain.test/", "cd"), "report", "--from", from, "--to", to, "--config", "FILE");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    /// <returns>The number of responses before the listener closed.</returns>
    private static async Task<int> SendUntilClosedAsync(GatewayProcess gateway)
    {
        for (var served = 0; ; served++)
        {
            try
            {
                var response = await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1"));
                Assert.Equal(200, response.Status);
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                return served;
            }
        }
    }

    private static Task WrittenAsync(string data, GatewayProcess gateway) =>
        Eventually.HoldsAsync(() => File.Exists(Path.Combine(data, "ledger", $"{Day(0)}.json")), () => gateway.Output);

    /// <summary>Yesterday's too: midnight may come in between.</summary>
    private static async Task<JsonNode> ReportAsync(string data)
    {
        var run = await GatewayCommand.RunAsync("report", "--from", Day(-1), "--to", Day(0), "--data", data, "--json");
        Assert.Equal(0, run.ExitCode);
        return JsonNode.Parse(run.Output)!;
    }

    private static string Day(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
