using PrivacyGateway.Cli;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Spooling;

namespace PrivacyGateway.Tests.Releases;

/// <summary>
/// The files and outputs of release 0.1.0 in <c>tests/data/0.1.0</c>, against this release (docs/compatibility.md). The files were
/// written by that release; none of them is ever edited.
/// </summary>
public sealed class PreviousReleaseTests
{
    private const string Folder = "tests/data/0.1.0";

    private static readonly DateOnly Day = new(2026, 11, 29);

    [Fact]
    public async Task Hits_that_the_previous_release_spooled_are_taken_in_their_order()
    {
        using var folder = new SpoolFolder();
        foreach (var file in (string[])["spool.db", "spool.ledger"])
            File.Copy(Repository.PathOf($"{Folder}/data/spool/{file}"), folder.In(file));
        File.Copy(Repository.PathOf($"{Folder}/data/spool.ledger"), folder.LedgerCopy);

        await using var spool = folder.Open(new SpoolConfig { KeepMilliseconds = 60_000, MaxAge = TimeSpan.FromDays(36_500) });
        var hits = (await spool.TakeAsync(cluster: "main")).Select(static spooled => spooled.Hit).ToArray();

        Assert.Equal(["page-0", "page-1", "page-2", "page-3"], hits.Select(static hit => hit.TargetText.Split(',')[1]));
        Assert.Equal(["GET", "GET", "GET", "POST"], hits.Select(static hit => hit.Method));
        Assert.All(hits, static hit => Assert.True(hit.IsAnonymous));
        Assert.StartsWith("p=600,page-4,", System.Text.Encoding.ASCII.GetString(hits[3].Body!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_the_previous_release_counted_is_in_the_report()
    {
        var report = LedgerReport.Read([Repository.PathOf($"{Folder}/data")], Day, Day);

        Assert.Empty(report.Unreadable);
        Assert.Equal(5, report.Hits);
        Assert.Equal(8, report.Totals.Stripped.Values.Sum());
        Assert.Equal("0.1.0", Assert.Single(report.Totals.Configurations.Keys).Version);
    }

    [Fact]
    public async Task A_configuration_of_the_previous_release_has_no_error()
    {
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", Repository.Read($"{Folder}/proxy.json"), new Dictionary<string, string>(StringComparer.Ordinal), FileCheck.Skip);

        Assert.Empty(problems.Errors);
        Assert.Equal("main", Assert.Single(config!.Gateway.Destinations).Cluster);
    }

    /// <summary>
    /// Metrics with their labels, keys, endpoints, exit codes, options, files and
    /// JSON; <c>tests/surface.py</c> compares the second file with the gateway.
    /// </summary>
    [Fact]
    public void All_that_the_previous_release_showed_is_still_there()
    {
        var now = Lines("tests/data/surface.txt").ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Lines($"{Folder}/surface.txt"), line => !now.Contains(line));
    }

    private static string[] Lines(string file) => Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
