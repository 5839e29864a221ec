using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The deployed dashboard and alerts fit the gateway: a real Prometheus finds every series that they use.</summary>
public sealed class PrometheusTests
{
    private static readonly Figures Figures = new("prometheus");

    /// <summary>The prefixes of the gateway's and the platform's metrics.</summary>
    private static readonly string[] Prefixes = ["gateway_", "process_", "kestrel_", "dotnet_"];

    [Fact]
    public async Task Every_dashboard_query_finds_a_series_and_every_alert_uses_existing_metrics()
    {
        if (!PrometheusServer.IsHere)
            Figures.Add($"dashboard queries: skipped ({PrometheusServer.Missing})");
        Assert.SkipUnless(PrometheusServer.IsHere, PrometheusServer.Missing);
        await using var fixture = await NumbersFixture.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(fixture.Gateway.AdminPort);
        await fixture.TrafficAsync();
        Assert.True(await PrometheusServer.UntilAsync(
            async () => await prometheus.CountAsync("count_over_time(gateway_hits_total[1m]) > 4") > 0), "Nothing was scraped.");

        var queries = Deployment.Queries();
        var empty = new List<string>();
        foreach (var (panel, query) in queries)
        {
            if (await prometheus.CountAsync(query) == 0)
                empty.Add($"{panel}: {query}");
        }

        var rules = await prometheus.RulesAsync();
        var metrics = rules.SelectMany(static rule => Names(rule.Query)).Distinct(StringComparer.Ordinal).ToList();
        var unknown = new List<string>();
        foreach (var metric in metrics)
        {
            if (await prometheus.CountAsync(metric) == 0)
                unknown.Add(metric);
        }

        Figures.Add($"dashboard queries: {queries.Count - empty.Count} found of {queries.Count}");
        Figures.Add(
            $"alert rules in a real Prometheus: {rules.Count(static rule => rule.Health == "ok")} of {rules.Count} evaluate; metrics found "
                + $"{metrics.Count - unknown.Count} of {metrics.Count}");
        Assert.NotEmpty(queries);
        Assert.Empty(empty);
        Assert.Empty(unknown);
        Assert.All(rules, static rule => Assert.Equal("ok", rule.Health));
    }

    [Fact]
    public async Task Every_alert_has_a_test_and_a_section_of_the_runbook()
    {
        if (!Promtool.IsHere)
            Figures.Add($"alert rules: skipped ({Promtool.Missing})");
        Assert.SkipUnless(Promtool.IsHere, Promtool.Missing);
        var (check, checkMessage) = await Promtool.RunAsync("", "check", "rules", Deployment.Alerts);
        var (test, testMessage) = await Promtool.RunAsync("", "test", "rules", Deployment.AlertTests);

        var alerts = Lines(Deployment.Alerts, "- alert: ");
        var tested = Lines(Deployment.AlertTests, "alertname: ").ToHashSet(StringComparer.Ordinal);
        var sections = Lines(Deployment.Alerts, "runbook_url: docs/operations/alerts.md#");
        var anchors = Deployment.Anchors();

        Figures.Add($"alert rules tested by promtool: {alerts.Count(tested.Contains)} of {alerts.Count}");
        Assert.True(check == 0, checkMessage);
        Assert.True(test == 0, testMessage);
        Assert.All(alerts, alert => Assert.Contains(alert, tested));
        Assert.Equal(alerts.Count, sections.Count);
        Assert.All(sections, section => Assert.Contains(section, anchors));
        Assert.Equal(alerts.Count, Lines(Deployment.Alerts, "description: ").Count);
    }

    [Fact]
    public void Every_panel_has_a_description_thresholds_and_a_link_to_a_section_of_the_runbook()
    {
        const string Link = "${runbook}docs/operations/alerts.md#";
        var anchors = Deployment.Anchors();

        var panels = Deployment.Panels();
        Figures.Add($"dashboard panels with description, thresholds and runbook section: {panels.Count}");
        Assert.NotEmpty(panels);
        Assert.All(panels, panel =>
        {
            Assert.NotEqual("", panel["description"]!.GetValue<string>());
            Assert.NotEmpty(panel["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]!.AsArray());
            var url = Assert.Single(panel["links"]!.AsArray())!["url"]!.GetValue<string>();
            Assert.StartsWith(Link, url, StringComparison.Ordinal);
            Assert.Contains(url[Link.Length..], anchors);
        });
    }

    [Fact]
    public async Task Every_metric_family_of_dashboard_and_alerts_exists_before_the_first_request()
    {
        await using var fixture = await NumbersFixture.StartAsync();
        var rules = await File.ReadAllTextAsync(Deployment.Alerts, TestContext.Current.CancellationToken);

        var names = Deployment.Queries().Select(static one => one.Query).Append(rules).SelectMany(Names)
            .Distinct(StringComparer.Ordinal).ToList();
        List<string> missing = [];

        // The spool's totals are known once its file is open, which the start does not wait for.
        await PrometheusServer.UntilAsync(async () =>
        {
            var scrape = await fixture.ScrapeAsync();
            missing = [.. names.Where(name => !scrape.Contains($"\n{name}{{", StringComparison.Ordinal)
                && !scrape.Contains($"\n{name} ", StringComparison.Ordinal))];
            return missing.Count == 0;
        });

        Figures.Add(
            $"families asked for by dashboard and alerts that exist before the first request: {names.Count - missing.Count} of "
                + $"{names.Count}");
        Assert.True(names.Count > 40);
        Assert.Empty(missing);
    }

    /// <summary>The table "Every state in which hits are refused" of the runbook.</summary>
    [Fact]
    public async Task Every_state_that_refuses_hits_shows_in_readyz_in_a_metric_and_in_an_alert()
    {
        await using var fixture = await NumbersFixture.StartAsync();

        // The spool's totals are known once its file is open, which the start does not wait for.
        var scrape = "";
        await PrometheusServer.UntilAsync(
            async () => (scrape = await fixture.ScrapeAsync()).Contains("# TYPE gateway_spool_expired_total ", StringComparison.Ordinal));
        var ready = Encoding.UTF8.GetString(
            (await RawClient.SendAsync(fixture.Gateway.AdminPort, RequestSpec.Get("localhost", "/readyz").Bytes())).Body);
        var alerts = File.ReadAllText(Deployment.Alerts);
        var states = File.ReadLines(Deployment.Probes)
            .SkipWhile(static line => !line.StartsWith("Every state in which hits are refused", StringComparison.Ordinal))
            .SkipWhile(static line => !line.StartsWith('|'))
            .TakeWhile(static line => line.StartsWith('|'))
            .Skip(2)
            .Select(static line => line.Split(" | "))
            .ToList();

        Assert.NotEmpty(states);
        Assert.All(states, state =>
        {
            var (check, alert) = (Between(state[1], '`'), state[3].TrimEnd(' ', '|'));
            Assert.Contains($"- alert: {alert}\n", alerts, StringComparison.Ordinal);
            Assert.True(check.Length == 0 || ready.Contains($"\"{check}\":", StringComparison.Ordinal), $"/readyz has no check {check}.");
            foreach (var metric in state[2].Split(", `").Select(static metric => metric.Trim('`').Split('{')[0]))
                Assert.Contains($"# TYPE {metric} ", scrape, StringComparison.Ordinal);
        });

        static string Between(string text, char quote) => text.Split(quote) is [_, var quoted, ..] ? quoted : "";
    }

    [Fact]
    public void Every_selector_of_every_alert_names_the_job()
    {
        var selectors = Lines(Deployment.Alerts, "").Where(static line => !line.StartsWith('#'))
            .SelectMany(static line => Selectors(line)).ToList();

        Assert.NotEmpty(selectors);
        Assert.All(selectors, static selector => Assert.Contains("{job=\"privacy-gateway\"", selector, StringComparison.Ordinal));
    }

    /// <summary>A metric and the text in braces behind it.</summary>
    private static IEnumerable<string> Selectors(string line)
    {
        foreach (var name in Names(line).Distinct(StringComparer.Ordinal))
        {
            for (var at = line.IndexOf(name, StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
                yield return line[at..Math.Min(line.Length, at + name.Length + 24)];
        }
    }

    /// <summary>The metrics that an expression names.</summary>
    private static IEnumerable<string> Names(string query) => query
        .Split(query.Where(static character => !char.IsAsciiLetterOrDigit(character) && character != '_').Distinct()
            .ToArray(), StringSplitOptions.RemoveEmptyEntries)
        .Where(static word => Array.Exists(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)));

    private static List<string> Lines(string file, string mark) => [.. File.ReadLines(file)
        .Where(line => line.TrimStart().StartsWith(mark, StringComparison.Ordinal))
        .Select(line => line.TrimStart()[mark.Length..].Trim())];
}
