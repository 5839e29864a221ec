using System.Runtime.Versioning;
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
    public void Ledger_day_has_the_counts_of_that_day()
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public void Ledger_lock_file_is_readable_by_the_owner_alone_even_if_an_earlier_version_wrote_it(bool isThere)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(Folder, "lock");
        if (isThere)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, "");
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        using var ledger = Ledger();
        Count(1);
        ledger.Write(Monday);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Ledger_continues_the_same_day_after_a_restart()
    {
        using (var before = Ledger())
        {
            Count(2);
            before.Write(Monday);
        }

        var restarted = new GatewayMetrics(_meters);
        using var after = new DecisionLedger(Folder, new CounterDeltas(restarted), new ConfigurationHistory(), _log);
        restarted.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);
        after.Write(Monday);

        Assert.Equal(3, Hits(Monday));
    }

    [Fact]
    public void Ledger_writes_no_file_for_a_day_without_hits()
    {
        using var ledger = Ledger();
        ledger.Write(Monday);

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void Unwritable_counts_are_written_later_under_their_day_and_logged_once()
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
    public void Second_ledger_in_a_directory_waits_until_the_first_is_disposed()
    {
        var first = Ledger();
        Count(2);
        first.Write(Monday);
        var others = new GatewayMetrics(_meters);
        using var second = new DecisionLedger(Folder, new CounterDeltas(others), new ConfigurationHistory(), _log);
        others.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);
        second.Write(Monday);
        Assert.Equal(2, Hits(Monday));

        first.Dispose();
        second.Write(Monday);

        Assert.Equal(3, Hits(Monday));
    }

    [Fact]
    public void Ledger_quarantines_a_foreign_file()
    {
        Directory.CreateDirectory(Folder);
        var path = DayFile.PathOf(Folder, Monday);
        File.WriteAllText(path, "{ \"hits\": 7 }");
        using var ledger = Ledger();
        Count(2);
        ledger.Write(Monday);

        Assert.Equal(2, Hits(Monday));
        Assert.Equal("{ \"hits\": 7 }", File.ReadAllText($"{path}.damaged"));
        Assert.Contains("was renamed to", Assert.Single(_log.Lines).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ledger_counts_shadow_mode_separately()
    {
        using var ledger = Ledger();
        _metrics.StrippedBy("track", "identity", 2);
        _metrics.ShadowStrippedBy("track", "identity", 3);
        ledger.Write(Monday);

        var totals = DayFile.Read(DayFile.PathOf(Folder, Monday))!;
        Assert.Equal(2, totals.Stripped[new Totals.StrippedRow("track", "identity", Enforced: true)]);
        Assert.Equal(3, totals.Stripped[new Totals.StrippedRow("track", "identity", Enforced: false)]);
    }

    [Fact]
    public void Ledger_day_with_a_rules_former_name_is_continued_under_the_rules_id()
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
        _metrics.StrippedBy("track", RuleNames.HeaderNotListed, 1);
        ledger.Write(Monday);

        var written = JsonNode.Parse(File.ReadAllText(path))!["withheld"]!.AsArray();
        Assert.Equal(
            ["header-not-listed 8", "identity 4", "suppress-parameter 3"], written.Select(static row => $"{row!["rule"]} {row["count"]}"));
    }

    private DecisionLedger Ledger() => new(Folder, new CounterDeltas(_metrics), new ConfigurationHistory(), _log);

    private void Count(int hits)
    {
        for (var i = 0; i < hits; i++)
            _metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);
    }

    private long Hits(DateOnly day) => DayFile.Read(DayFile.PathOf(Folder, day))!.Hits.Values.Sum();
}
