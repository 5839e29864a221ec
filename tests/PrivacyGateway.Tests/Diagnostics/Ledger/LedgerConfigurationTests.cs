using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Tests.Hosting;

namespace PrivacyGateway.Tests.Diagnostics.Ledger;

/// <summary>What a day's numbers were counted under.</summary>
public sealed class LedgerConfigurationTests : IDisposable
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    private static readonly ConfigurationRow First = new("aaaaaaaaaaaa", "0.1.0", "b44c11f");
    private static readonly ConfigurationRow Second = new("bbbbbbbbbbbb", "0.1.0", "b44c11f");
    private static readonly IReadOnlyList<RouteMode> Standard = [new("track", "shop", "standard", Enforced: true)];
    private static readonly IReadOnlyList<RouteMode> Shadow = [new("track", "shop", "strict", Enforced: false)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");
    private readonly OwnMeters _meters = new();
    private readonly CollectedLog<DecisionLedger> _log = new();

    public void Dispose()
    {
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_day_lists_each_configuration_with_since_when_and_how_it_served_each_route()
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
    public void A_configuration_that_outlives_midnight_stands_in_the_next_day_from_its_first_second_and_one_that_ended_before_does_not()
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
    public void A_change_just_after_midnight_is_not_written_under_the_day_that_ended()
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
    public void A_restart_with_the_same_configuration_adds_nothing_and_one_with_another_is_listed()
    {
        foreach (var (hour, row) in ((int, ConfigurationRow)[])[(8, First), (9, First), (10, Second), (11, First), (12, First)])
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
    public void Unknown_parameters_mismatches_and_guard_violations_are_added_up_over_restarts()
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
        Assert.Equal(2, totals.Mismatches[new MismatchRow("track", "marked-despite-consent")]);
        Assert.Equal(2, totals.GuardViolations);
    }

    [Fact]
    public void A_day_of_a_former_version_is_read_and_continued()
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
        Assert.Equal((5, 0, 0, 0L), (before.Hits.Values.Sum(), before.Configurations.Count, before.Mismatches.Count, before.GuardViolations));

        var history = new ConfigurationHistory();
        using var run = Start(history);
        history.Add(At(Monday, 12), First, Standard);
        run.Count();
        run.Write(Monday);

        var totals = DayFile.Read(DayFile.PathOf(_folder.FullName, Monday))!;
        Assert.Equal((6, 7), (totals.Hits.Values.Sum(), totals.Withheld.Values.Sum()));
        Assert.Equal([At(Monday, 12)], totals.Configurations[First].Since);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("\"configurations\": 7")]
    [InlineData("\"configurations\": [ { \"hash\": \"a\", \"version\": \"1\", \"revision\": \"b\", \"since\": [\"yesterday\"], \"routes\": [] } ]")]
    [InlineData("\"configurations\": [ { \"hash\": \"a\", \"version\": \"1\", \"revision\": \"b\", \"since\": [], \"routes\": [] } ]")]
    [InlineData("\"mismatches\": [ { \"route\": \"track\" } ]")]
    [InlineData("\"guardViolations\": \"none\"")]
    public void A_day_whose_new_parts_are_damaged_is_not_taken_for_one(string part)
    {
        var path = DayFile.PathOf(_folder.FullName, Monday);
        File.WriteAllText(path, $$"""{ "day": "2026-11-23", "hits": [], "withheld": [], {{part}} }""");

        Assert.Throws<InvalidDataException>(() => DayFile.Read(path));
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.Zero);

    private Run Start(ConfigurationHistory history)
    {
        var metrics = new GatewayMetrics(_meters);
        return new Run(metrics, new DecisionLedger(_folder.FullName, new CountedSince(metrics), history, _log));
    }

    private Dictionary<ConfigurationRow, ConfigurationUse> Read(DateOnly day) => DayFile.Read(DayFile.PathOf(_folder.FullName, day))!.Configurations;

    private sealed record Run(GatewayMetrics Metrics, DecisionLedger Ledger) : IDisposable
    {
        public void Count() => Metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);

        public void Write(DateOnly day) => Ledger.Write(day);

        public void Dispose() => Ledger.Dispose();
    }
}
