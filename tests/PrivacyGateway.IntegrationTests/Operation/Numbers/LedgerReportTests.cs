using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Delivery;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The report names the configurations of its numbers, and has a form for programs and one for spreadsheets.</summary>
public sealed class LedgerReportTests
{
    private const string Cookie = "Cookie: miCookieOptOut=1; wtstp_rla=1";

    [Fact]
    public async Task Report_lists_both_configurations_of_a_reload_and_how_each_served_the_route()
    {
        await using var fixture = new DeliveryFixture();
        await using (var gateway = await fixture.StartAsync("\"level\": \"strict\","))
        {
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1"));
            var file = JsonNode.Parse(await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken))!;
            var policy = file["PrivacyGateway"]!["Policies"]!["default"]!;
            (policy["level"], policy["enforce"]) = ("standard", false);
            await File.WriteAllTextAsync(gateway.ConfigPath, file.ToJsonString(), TestContext.Current.CancellationToken);
            await gateway.WaitForOutputAsync("reloaded");
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600&eid=1"));
        }

        var configurations = (await JsonAsync(fixture))["configurations"]!.AsArray();
        Assert.Equal(["strict true", "standard false"], configurations.Select(static one => Assert.Single(one!["routes"]!.AsArray())!)
            .Select(static route => $"{route["level"]} {route["enforced"]}"));
        Assert.Equal(2, configurations.Select(static one => one!["hash"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(configurations, static one => Assert.Matches("^[0-9a-f]{12}$", one!["hash"]!.GetValue<string>()));
        Assert.All(configurations, static one => Assert.Single(one!["since"]!.AsArray()));
        Assert.All(configurations, static one => Assert.NotEmpty(one!["version"]!.GetValue<string>()));

        var text = (await GatewayCommand.RunAsync("report", "--data", fixture.DataDirectory)).Output;
        Assert.Matches(@"track +default +strict +enforced +[0-9a-f]{12}\n", text);
        Assert.Matches(@"track +default +standard +shadow +[0-9a-f]{12}\n", text);
    }

    [Fact]
    public async Task Every_form_of_the_report_lists_mismatches_and_unknown_parameters()
    {
        await using var fixture = new DeliveryFixture();
        await using (var gateway = await fixture.StartAsync())
        {
            // The opt-out cookie is set, and the page keeps sending its ever-id.
            await DeliveryFixture.SendAsync(gateway, RequestSpec.Hit(DeliveryFixture.Host, "p=600&eid=1&nobodyknows=1", Cookie));
        }

        var json = await JsonAsync(fixture);
        Assert.Equal("identified-despite-opt-out 1", Assert.Single(
            json["mismatches"]!.AsArray().Select(static row => $"{row!["kind"]} {row["count"]}")));
        Assert.Equal(
            "track 1", Assert.Single(json["unknownParameters"]!.AsArray().Select(static row => $"{row!["route"]} {row["count"]}")));
        Assert.Equal(0, json["guardViolations"]!.GetValue<int>());

        var text = (await GatewayCommand.RunAsync("report", "--data", fixture.DataDirectory)).Output;
        Assert.Matches(@"track +identified-despite-opt-out +1 +100\.0 %", text);

        var csv = (await GatewayCommand.RunAsync("report", "--data", fixture.DataDirectory, "--csv")).Output.TrimEnd().Split('\n');
        Assert.Equal(
            "day,what,route,decision,signal,outcome,rule,kind,enforced,count,configuration,version,revision,since,policy,level", csv[0]);
        Assert.All(csv, line => Assert.Equal(csv[0].Split(',').Length, line.Split(',').Length));
        Assert.Contains(
            csv, static line => line.EndsWith(",hits,track,anonymous,anonymous-cookie,forwarded,,,true,1,,,,,,", StringComparison.Ordinal));
        Assert.Contains(
            csv, static line => line.EndsWith(",mismatches,track,,,,,identified-despite-opt-out,,1,,,,,,", StringComparison.Ordinal));
        Assert.Contains(csv, static line => line.Contains(",configurations,track,,,,,,true,,", StringComparison.Ordinal) && line.EndsWith(
            ",default,standard", StringComparison.Ordinal));
        Assert.All(csv.Skip(1), static line => Assert.StartsWith(Today(), line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_covers_the_last_thirty_days_and_today_by_default()
    {
        await using var fixture = new DeliveryFixture();
        await using (var gateway = await fixture.StartAsync())
            await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600"));
        var ledger = Path.Combine(fixture.DataDirectory, "ledger");
        File.Copy(Path.Combine(ledger, $"{Today()}.json"), Path.Combine(ledger, $"{Today(-30)}.json"));
        File.Copy(Path.Combine(ledger, $"{Today()}.json"), Path.Combine(ledger, $"{Today(-31)}.json"));

        var json = await JsonAsync(fixture);

        Assert.Equal(
            (Today(-30), Today(), 2), (json["from"]!.GetValue<string>(), json["to"]!.GetValue<string>(), json["total"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("--from 2999-01-01", "--from 2999-01-01 is after today")]
    [InlineData("--to yesterday", "--to yesterday is not a day of the form 2026-11-25")]
    [InlineData("--json --csv", "--json and --csv exclude each other")]
    public async Task Report_with_contradictory_options_is_refused_with_a_remedy(string arguments, string words)
    {
        var run = await GatewayCommand.RunAsync(["report", .. arguments.Split(' '), "--data", "/"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> JsonAsync(DeliveryFixture fixture)
    {
        var run = await GatewayCommand.RunAsync("report", "--data", fixture.DataDirectory, "--json");
        Assert.Equal(0, run.ExitCode);
        return JsonNode.Parse(run.Output)!;
    }

    private static string Today(int days = 0) =>
        TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
