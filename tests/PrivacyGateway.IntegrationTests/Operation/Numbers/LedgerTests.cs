using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Delivery;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The ledger's sum is the number of hits that were answered, whatever happens to the process.</summary>
public sealed class LedgerTests
{
    private const int Workers = 8;

    private static readonly Figures Figures = new("ledger");

    [Fact]
    public async Task The_sum_equals_the_hits_answered_under_load_and_across_restarts()
    {
        await using var stage = new DeliveryStage();
        var answered = 0;
        for (var restart = 0; restart < 3; restart++)
        {
            await using var gateway = await stage.StartAsync();
            var load = Enumerable.Range(0, Workers).Select(_ => UntilItIsGoneAsync(gateway)).ToArray();
            await stage.TrackDomain.WaitForAsync(500);
            Assert.Equal(0, await gateway.StopAsync());
            answered += (await Task.WhenAll(load)).Sum();
            stage.TrackDomain.Clear();
        }

        var report = await ReportAsync(stage.DataDirectory);
        Figures.Add($"ledger: {report["total"]} hits in the report, {answered} answered, over 3 terminations under load");
        Assert.Equal(answered, report["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Each_row_says_what_was_decided_why_and_what_became_of_it()
    {
        await using var stage = new DeliveryStage();
        await using (var gateway = await stage.StartAsync())
        {
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600&eid=1&cd=2"));
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Identified("p=600"));
            stage.GoDown();
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600&eid=1"));
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Identified("p=600"));
        }

        var report = await ReportAsync(stage.DataDirectory);
        Assert.Equal(
            ["anonymous anonymous-cookie forwarded 1", "anonymous anonymous-cookie spooled 1", "identified anonymous-cookie forwarded 1", "identified anonymous-cookie refused 1"],
            report["hits"]!.AsArray().Select(static row => $"{row!["decision"]} {row["signal"]} {row["outcome"]} {row["count"]}"));
        Assert.Contains("identity 2", report["withheld"]!.AsArray().Select(static row => $"{row!["rule"]} {row["count"]}"));
    }

    [Fact]
    public async Task A_process_that_is_killed_keeps_what_was_written_and_another_one_waits_for_its_turn()
    {
        await using var stage = new DeliveryStage();
        await using var killed = await stage.StartAsync();
        await DeliveryStage.SendAsync(killed, DeliveryStage.Anonymous("p=600"));
        await WrittenAsync(stage.DataDirectory, killed);

        // A rolling restart: the next one runs already, with the same directory, which it should not have.
        await using var next = await stage.StartAsync();
        await DeliveryStage.SendAsync(next, DeliveryStage.Anonymous("p=600"));
        await next.SaysAsync("The ledger in");
        await killed.KillAsync();
        await next.StopAsync();

        Assert.Equal(2, (await ReportAsync(stage.DataDirectory))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Several_replicas_are_added_up_and_missing_days_are_named()
    {
        await using var one = new DeliveryStage();
        await using var other = new DeliveryStage();
        foreach (var stage in (DeliveryStage[])[one, other])
        {
            await using var gateway = await stage.StartAsync();
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600&eid=1"));
        }

        var run = await GatewayCommand.RunAsync("report", "--from", Day(-1), "--to", Day(0), "--data", one.DataDirectory, "--data", other.DataDirectory);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(": 2 hits", run.Output, StringComparison.Ordinal);
        Assert.Contains($"no numbers of: {Day(-1)} in {one.DataDirectory}, {Day(-1)} in {other.DataDirectory}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-31", "2026-12-01", "is not a day of the form 2026-11-25")]
    [InlineData("25.11.2026", "2026-12-01", "is not a day of the form 2026-11-25")]
    [InlineData("2026-12-02", "2026-12-01", "Swap them")]
    [InlineData("2026-12-01", "2026-12-01", "names no DataDirectory, so no ledger is kept")]
    public async Task What_cannot_be_reported_is_said_with_its_remedy(string from, string to, string words)
    {
        var run = await GatewayCommand.RunWithAsync(ReloadConfig.Of("https://track-domain.test/", "cd"), "report", "--from", from, "--to", to, "--config", "FILE");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    /// <returns>How many hits were answered before nobody listened any more.</returns>
    private static async Task<int> UntilItIsGoneAsync(GatewayProcess gateway)
    {
        for (var answered = 0; ; answered++)
        {
            try
            {
                var answer = await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600&eid=1"));
                Assert.Equal(200, answer.Status);
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                return answered;
            }
        }
    }

    private static Task WrittenAsync(string data, GatewayProcess gateway) =>
        Eventually.HoldsAsync(() => File.Exists(Path.Combine(data, "ledger", $"{Day(0)}.json")), () => gateway.Output);

    /// <summary>Yesterday too: midnight may come in between.</summary>
    private static async Task<JsonNode> ReportAsync(string data)
    {
        var run = await GatewayCommand.RunAsync("report", "--from", Day(-1), "--to", Day(0), "--data", data, "--json");
        Assert.Equal(0, run.ExitCode);
        return JsonNode.Parse(run.Output)!;
    }

    private static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
