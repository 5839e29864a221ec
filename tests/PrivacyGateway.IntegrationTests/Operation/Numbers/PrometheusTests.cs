namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>What is deployed beside the gateway fits it: a real Prometheus finds every series that dashboard and alerts ask for.</summary>
public sealed class PrometheusTests
{
    private static readonly Figures Figures = new("prometheus");

    /// <summary>What our own metrics' names begin with, and the platform's.</summary>
    private static readonly string[] Prefixes = ["gateway_", "process_", "kestrel_", "dotnet_"];

    [Fact]
    public async Task Every_query_of_the_dashboard_finds_a_series_and_every_alert_asks_for_metrics_that_exist()
    {
        if (!PrometheusServer.IsHere)
            Figures.Add($"dashboard queries: skipped ({PrometheusServer.Missing})");
        Assert.SkipUnless(PrometheusServer.IsHere, PrometheusServer.Missing);
        await using var stage = await NumbersStage.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(stage.Gateway.AdminPort);
        await stage.TrafficAsync();
        Assert.True(await PrometheusServer.UntilAsync(async () => await prometheus.CountAsync("count_over_time(gateway_hits_total[1m]) > 4") > 0), "Nothing was scraped.");

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
        Figures.Add($"alert rules in a real Prometheus: {rules.Count(static rule => rule.Health == "ok")} of {rules.Count} evaluate; metrics found {metrics.Count - unknown.Count} of {metrics.Count}");
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
        var (check, checkSaid) = await Promtool.RunAsync("", "check", "rules", Deployment.Alerts);
        var (test, testSaid) = await Promtool.RunAsync("", "test", "rules", Deployment.AlertTests);

        var alerts = Lines(Deployment.Alerts, "- alert: ");
        var tested = Lines(Deployment.AlertTests, "alertname: ").ToHashSet(StringComparer.Ordinal);
        var sections = Lines(Deployment.Alerts, "runbook_url: docs/operations.md#");
        var anchors = Deployment.Anchors();

        Figures.Add($"alert rules tested by promtool: {alerts.Count(tested.Contains)} of {alerts.Count}");
        Assert.True(check == 0, checkSaid);
        Assert.True(test == 0, testSaid);
        Assert.All(alerts, alert => Assert.Contains(alert, tested));
        Assert.Equal(alerts.Count, sections.Count);
        Assert.All(sections, section => Assert.Contains(section, anchors));
        Assert.Equal(alerts.Count, Lines(Deployment.Alerts, "description: ").Count);
    }

    [Fact]
    public void Every_panel_has_a_description_thresholds_and_a_link_to_a_section_of_the_runbook()
    {
        const string Link = "${runbook}docs/operations.md#";
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
    public async Task Every_family_that_dashboard_and_alerts_ask_for_exists_before_the_first_request()
    {
        await using var stage = await NumbersStage.StartAsync();
        var rules = await File.ReadAllTextAsync(Deployment.Alerts, TestContext.Current.CancellationToken);

        var names = Deployment.Queries().Select(static one => one.Query).Append(rules).SelectMany(Names).Distinct(StringComparer.Ordinal).ToList();
        List<string> missing = [];

        // The spool's totals are known once its file is open, which the start does not wait for.
        await PrometheusServer.UntilAsync(async () =>
        {
            var scrape = await stage.ScrapeAsync();
            missing = [.. names.Where(name => !scrape.Contains($"\n{name}{{", StringComparison.Ordinal) && !scrape.Contains($"\n{name} ", StringComparison.Ordinal))];
            return missing.Count == 0;
        });

        Figures.Add($"families asked for by dashboard and alerts that exist before the first request: {names.Count - missing.Count} of {names.Count}");
        Assert.True(names.Count > 40);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_selector_of_every_alert_names_the_job()
    {
        var selectors = Lines(Deployment.Alerts, "").Where(static line => !line.StartsWith('#')).SelectMany(static line => Selectors(line)).ToList();

        Assert.NotEmpty(selectors);
        Assert.All(selectors, static selector => Assert.Contains("{job=\"privacy-gateway\"", selector, StringComparison.Ordinal));
    }

    /// <summary>A metric and what stands in braces behind it.</summary>
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
        .Split(query.Where(static character => !char.IsAsciiLetterOrDigit(character) && character != '_').Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)
        .Where(static word => Array.Exists(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)));

    private static List<string> Lines(string file, string mark) => [.. File.ReadLines(file)
        .Where(line => line.TrimStart().StartsWith(mark, StringComparison.Ordinal))
        .Select(line => line.TrimStart()[mark.Length..].Trim())];
}
