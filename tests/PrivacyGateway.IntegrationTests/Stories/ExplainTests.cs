using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary><c>explain</c> as an operator runs it, on the shipped configuration.</summary>
public sealed class ExplainTests
{
    private const string Url = "https://track.shop.example/111111111111111/wt?p=600,home&eid=2260000000000000777&cd=4711&cs800=1";

    private static Task<GatewayCommand> ExplainAsync(params string[] arguments) =>
        GatewayCommand.RunAsync(["explain", "--config", GatewayCommand.ShippedConfig(), .. arguments]);

    [Fact]
    public async Task It_tells_the_decision_every_vote_and_what_was_withheld_by_which_rule()
    {
        var run = await ExplainAsync("--url", Url, "--cookie", "miCookieOptOut=1", "--cookie", "wtstp_eid=2260000000000000777", "--header", "Referer: https://www.shop.example/");

        Assert.Equal(0, run.ExitCode);
        foreach (var part in new[] { "anonymous", "anonymous-cookie", "opt-out-cookie", "marker", "invisible-cookies", "suppress-parameter", "identity", "wtstp_eid", "Referer", "&nc=1" })
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identified", "miother=1")]
    [InlineData("anonymous", "miCookieOptOut=1")]
    [InlineData("blocked", "webtrekkOptOut=1")]
    public async Task Its_json_parses_and_names_the_decision(string decision, string cookie)
    {
        var run = await ExplainAsync("--url", Url, "--cookie", cookie, "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(decision, json.RootElement.GetProperty("decision").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("votes").EnumerateArray());
        Assert.Equal(decision == "blocked" ? JsonValueKind.Null : JsonValueKind.Array, json.RootElement.GetProperty("after").ValueKind);
    }

    [Fact]
    public async Task The_withheld_names_of_the_json_are_names_only()
    {
        var run = await ExplainAsync("--url", Url, "--cookie", "miCookieOptOut=1", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var withheld = json.RootElement.GetProperty("withheld").EnumerateArray().ToList();
        Assert.Contains(withheld, entry => entry.GetProperty("name").GetString() == "eid");
        Assert.Contains(withheld, entry => entry.GetProperty("name").GetString() == "cd");
        Assert.All(withheld, entry => Assert.DoesNotContain("4711", entry.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("miCookieOptOut=1", "", "anonymous (shadow: not enforced)")]
    [InlineData("miCookieOptOut=1", "&nc=1", "anonymous")]
    [InlineData("webtrekkOptOut=1", "", "blocked")]
    [InlineData("a=1", "", "identified")]
    public async Task In_shadow_mode_it_shows_what_leaves_and_what_would_be_withheld(string cookie, string more, string verdict)
    {
        var config = (await File.ReadAllTextAsync(GatewayCommand.ShippedConfig(), TestContext.Current.CancellationToken))
            .Replace("\"level\": \"standard\",", "\"level\": \"standard\", \"enforce\": false,", StringComparison.Ordinal);
        string[] arguments = ["explain", "--config", "FILE", "--url", Url + more, "--cookie", cookie];
        var isShadow = verdict.EndsWith("enforced)", StringComparison.Ordinal);

        var text = await GatewayCommand.RunWithAsync(config, arguments);
        var json = JsonDocument.Parse((await GatewayCommand.RunWithAsync(config, [.. arguments, "--json"])).Output).RootElement;

        Assert.Contains($"decision  {verdict}, by", text.Output, StringComparison.Ordinal);
        Assert.Equal(isShadow, text.Output.Contains("\nwould be withheld\n", StringComparison.Ordinal));
        Assert.Equal(isShadow || verdict == "identified", text.Output.Contains("\n      &eid=2260000000000000777\n", StringComparison.Ordinal));
        Assert.Equal(verdict, json.GetProperty("decision").GetString());
        Assert.Equal(!isShadow, json.GetProperty("enforced").GetBoolean());
        Assert.Equal(isShadow, json.GetProperty("wouldBeWithheld").EnumerateArray().Any(entry => entry.GetProperty("name").GetString() == "eid"));
        Assert.Equal(verdict == "anonymous", json.GetProperty("withheld").EnumerateArray().Any(entry => entry.GetProperty("name").GetString() == "eid"));
    }

    [Fact]
    public async Task It_reads_a_batch_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "wt?p=600,a&eid=2260000000000000777\nwt?p=600,b\n", TestContext.Current.CancellationToken);
            var run = await ExplainAsync(
                "--host", "track.shop.example", "--url", "/111111111111111/batch", "--body", "@" + file, "--cookie", "miCookieOptOut=1", "--header", "Content-Type: text/plain");

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(2, run.Output.Split("&nc=1").Length - 1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_unknown_host_is_told_as_such()
    {
        var run = await ExplainAsync("--host", "unknown.test", "--url", "/111111111111111/wt");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("track.shop.example", run.Error, StringComparison.Ordinal);
    }
}
