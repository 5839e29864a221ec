using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Tests.Hosting;

namespace PrivacyGateway.Tests.Diagnostics.Ledger;

/// <summary>The configurations of a day's numbers.</summary>
public sealed class LedgerConfigurationTests : IDisposable
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    private static readonly Totals.ConfigurationRow First = new("aaaaaaaaaaaa", "0.1.0", "b44c11f");
    private static readonly Totals.ConfigurationRow Second = new("bbbbbbbbbbbb", "0.1.0", "b44c11f");
    private static readonly IReadOnlyList<ConfigurationUse.RouteMode> Standard = [new("track", "shop", "standard", Enforced: true)];
    private static readonly IReadOnlyList<ConfigurationUse.RouteMode> Shadow = [new("track", "shop", "strict", Enforced: false)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");
    private readonly OwnMeters _meters = new();
    private readonly CollectedLog<DecisionLedger> _log = new();

    public void Dispose()
    {
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Ledger_day_lists_each_configuration_with_its_start_and_routes()
    {
        var history = new ConfigurationHistory();
        using var run = Start(history);
        history.Add(At(Monday, 8), First, Standard);
        history.Add(At(Monday, 10), Second, Shadow);
        run.Count();
        run.Write(Monday);

        var configurations = Read(Monday);
        Assert.Equal([At(Monday, 8)], configurations[First].Since);
        Assert.Equal(Standard, configurations[First].Routes);
        Assert.Equal([At(Monday, 10)], configurations[Second].Since);
        Assert.Equal(Shadow, configurations[Second].Routes);
    }

    [Fact]
    public void Configuration_is_listed_under_the_next_day_only_if_it_outlives_midnight()
    {
        var history = new ConfigurationHistory();
        using var run = Start(history);
        history.Add(At(Monday, 8), First, Standard);
        history.Add(At(Monday, 10), Second, Shadow);
        run.Count();
        run.Write(Monday);
        run.Count();
        run.Write(Tuesday);

        var configurations = Read(Tuesday);
        Assert.Equal([At(Tuesday, 0)], Assert.Single(configurations).Value.Since);
        Assert.Equal(Second, Assert.Single(configurations).Key);
    }

    [Fact]
    public void Configuration_change_after_midnight_is_not_listed_under_the_previous_day()
    {
        var history = new ConfigurationHistory();
        using var run = Start(history);
        history.Add(At(Monday, 8), First, Standard);
        run.Count();
        history.Add(At(Tuesday, 0), Second, Shadow);
        run.Write(Monday);

        Assert.Equal(First, Assert.Single(Read(Monday)).Key);
    }

    [Fact]
    public void Restart_lists_only_a_changed_configuration()
    {
        foreach (var (hour, row) in ((int, Totals.ConfigurationRow)[])[(8, First), (9, First), (10, Second), (11, First), (12, First)])
        {
            var history = new ConfigurationHistory();
            using var run = Start(history);
            history.Add(At(Monday, hour), row, Standard);
            run.Count();
            run.Write(Monday);
        }

        var configurations = Read(Monday);
        Assert.Equal([At(Monday, 8), At(Monday, 11)], configurations[First].Since);
        Assert.Equal([At(Monday, 10)], configurations[Second].Since);
    }

    [Fact]
    public void Unknown_parameters_mismatches_and_guard_violations_are_summed_over_restarts()
    {
        for (var i = 0; i < 2; i++)
        {
            using var run = Start(new ConfigurationHistory());
            run.Metrics.UnknownParameters("track", 3);
            run.Metrics.PageMismatch("track", "marked-despite-consent");
            run.Metrics.GuardViolation();
            run.Write(Monday);
        }

        var totals = DayFile.Read(DayFile.PathOf(_folder.FullName, Monday))!;
        Assert.Equal(6, totals.UnknownParameters["track"]);
        Assert.Equal(2, totals.Mismatches[new Totals.MismatchRow("track", "marked-despite-consent")]);
        Assert.Equal(2, totals.GuardViolations);
    }

    [Fact]
    public void Ledger_day_of_a_former_version_is_continued()
    {
        const string Former = """
            {
              "day": "2026-11-23",
              "hits": [ { "route": "track", "decision": "anonymous", "signal": "marker", "enforced": true, "outcome": "forwarded", "count": 5 } ],
              "withheld": [ { "route": "track", "rule": "identity", "enforced": true, "count": 7 } ]
            }
            """;
        File.WriteAllText(DayFile.PathOf(_folder.FullName, Monday), Former);
        var before = DayFile.Read(DayFile.PathOf(_folder.FullName, Monday))!;
        Assert.Equal(
            (5, 0, 0, 0L), (before.Hits.Values.Sum(), before.Configurations.Count, before.Mismatches.Count, before.GuardViolations));

        var history = new ConfigurationHistory();
        using var run = Start(history);
        history.Add(At(Monday, 12), First, Standard);
        run.Count();
        run.Write(Monday);

        var totals = DayFile.Read(DayFile.PathOf(_folder.FullName, Monday))!;
        Assert.Equal((6, 7), (totals.Hits.Values.Sum(), totals.Stripped.Values.Sum()));
        Assert.Equal([At(Monday, 12)], totals.Configurations[First].Since);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("\"configurations\": 7")]
    [InlineData(
        "\"configurations\": [ { \"hash\": \"a\", \"version\": \"1\", \"revision\": \"b\", \"since\": [\"yesterday\"], \"routes\": [] } ]")]
    [InlineData("\"configurations\": [ { \"hash\": \"a\", \"version\": \"1\", \"revision\": \"b\", \"since\": [], \"routes\": [] } ]")]
    [InlineData("\"mismatches\": [ { \"route\": \"track\" } ]")]
    [InlineData("\"guardViolations\": \"none\"")]
    public void Ledger_day_with_damaged_new_parts_is_refused(string part)
    {
        var path = DayFile.PathOf(_folder.FullName, Monday);
        File.WriteAllText(path, $$"""{ "day": "2026-11-23", "hits": [], "withheld": [], {{part}} }""");

        Assert.Throws<InvalidDataException>(() => DayFile.Read(path));
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.Zero);

    private Run Start(ConfigurationHistory history)
    {
        var metrics = new GatewayMetrics(_meters);
        return new Run(metrics, new DecisionLedger(_folder.FullName, new CounterDeltas(metrics), history, _log));
    }

    private Dictionary<Totals.ConfigurationRow, ConfigurationUse> Read(DateOnly day) =>
        DayFile.Read(DayFile.PathOf(_folder.FullName, day))!.Configurations;

    private sealed record Run(GatewayMetrics Metrics, DecisionLedger Ledger) : IDisposable
    {
        public void Count() => Metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);

        public void Write(DateOnly day) => Ledger.Write(day);

        public void Dispose() => Ledger.Dispose();
    }
}
