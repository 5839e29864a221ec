using System.Text.Json.Nodes;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hosting;

namespace PrivacyGateway.Tests.Diagnostics.Ledger;

public sealed class DecisionLedgerTests : IDisposable
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");
    private readonly OwnMeters _meters = new();
    private readonly GatewayMetrics _metrics;
    private readonly CollectedLog<DecisionLedger> _log = new();

    public DecisionLedgerTests() => _metrics = new GatewayMetrics(_meters);

    private string Folder => Path.Combine(_folder.FullName, "ledger");

    public void Dispose()
    {
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Each_day_has_what_was_counted_on_it()
    {
        using var ledger = Ledger();
        Count(2);
        ledger.Write(Monday);
        Count(3);
        ledger.Write(Monday);
        Count(4);
        ledger.Write(Tuesday);

        Assert.Equal((5, 4), (Hits(Monday), Hits(Tuesday)));
        Assert.Equal([Monday, Tuesday], DayFile.DaysIn(Folder).Order());
    }

    [Fact]
    public void A_restart_goes_on_with_the_same_day()
    {
        using (var before = Ledger())
        {
            Count(2);
            before.Write(Monday);
        }

        var restarted = new GatewayMetrics(_meters);
        using var after = new DecisionLedger(Folder, new CountedSince(restarted), new ConfigurationHistory(), _log);
        restarted.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);
        after.Write(Monday);

        Assert.Equal(3, Hits(Monday));
    }

    [Fact]
    public void A_day_on_which_nothing_happened_has_no_file()
    {
        using var ledger = Ledger();
        ledger.Write(Monday);

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void What_cannot_be_written_waits_for_its_own_day_and_is_said_once()
    {
        File.WriteAllText(Folder, "a file where the folder belongs");
        using var ledger = Ledger();
        Count(2);
        ledger.Write(Monday);
        Count(3);
        ledger.Write(Tuesday);
        Assert.Single(_log.Lines);

        File.Delete(Folder);
        ledger.Write(Tuesday);

        Assert.Equal((2, 3), (Hits(Monday), Hits(Tuesday)));
    }

    [Fact]
    public void Of_two_that_share_a_directory_the_second_waits_until_the_first_is_gone()
    {
        var first = Ledger();
        Count(2);
        first.Write(Monday);
        var others = new GatewayMetrics(_meters);
        using var second = new DecisionLedger(Folder, new CountedSince(others), new ConfigurationHistory(), _log);
        others.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);
        second.Write(Monday);
        Assert.Equal(2, Hits(Monday));

        first.Dispose();
        second.Write(Monday);

        Assert.Equal(3, Hits(Monday));
    }

    [Fact]
    public void A_file_that_is_none_of_ours_is_set_aside()
    {
        Directory.CreateDirectory(Folder);
        var path = DayFile.PathOf(Folder, Monday);
        File.WriteAllText(path, "{ \"hits\": 7 }");
        using var ledger = Ledger();
        Count(2);
        ledger.Write(Monday);

        Assert.Equal(2, Hits(Monday));
        Assert.Equal("{ \"hits\": 7 }", File.ReadAllText($"{path}.damaged"));
        Assert.Contains("is set aside", Assert.Single(_log.Lines).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_shadow_mode_would_have_withheld_is_told_apart()
    {
        using var ledger = Ledger();
        _metrics.WithheldBy("track", "identity", 2);
        _metrics.ShadowWithheldBy("track", "identity", 3);
        ledger.Write(Monday);

        var totals = DayFile.Read(DayFile.PathOf(Folder, Monday))!;
        Assert.Equal(2, totals.Withheld[new WithheldRow("track", "identity", Enforced: true)]);
        Assert.Equal(3, totals.Withheld[new WithheldRow("track", "identity", Enforced: false)]);
    }

    [Fact]
    public void A_day_file_with_a_rules_former_name_is_read_and_written_on_under_its_id()
    {
        Directory.CreateDirectory(Folder);
        var path = DayFile.PathOf(Folder, Monday);
        File.WriteAllText(path, """
            { "day": "2026-11-23", "hits": [], "withheld": [
              { "route": "track", "rule": "header not listed", "enforced": true, "count": 5 },
              { "route": "track", "rule": "header-not-listed", "enforced": true, "count": 2 },
              { "route": "track", "rule": "suppressParameter", "enforced": false, "count": 3 },
              { "route": "track", "rule": "identity", "enforced": true, "count": 4 } ] }
            """);
        using var ledger = Ledger();
        _metrics.WithheldBy("track", RuleNames.HeaderNotListed, 1);
        ledger.Write(Monday);

        var written = JsonNode.Parse(File.ReadAllText(path))!["withheld"]!.AsArray();
        Assert.Equal(["header-not-listed 8", "identity 4", "suppress-parameter 3"], written.Select(static row => $"{row!["rule"]} {row["count"]}"));
    }

    private DecisionLedger Ledger() => new(Folder, new CountedSince(_metrics), new ConfigurationHistory(), _log);

    private void Count(int hits)
    {
        for (var i = 0; i < hits; i++)
            _metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);
    }

    private long Hits(DateOnly day) => DayFile.Read(DayFile.PathOf(Folder, day))!.Hits.Values.Sum();
}
