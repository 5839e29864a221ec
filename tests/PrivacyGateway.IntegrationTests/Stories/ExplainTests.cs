using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary><c>explain</c> as an operator runs it, on the shipped configuration.</summary>
public sealed class ExplainTests
{
    private const string Url = "https://track.shop.example/111111111111111/wt?p=600,home&eid=2260000000000000777&cd=4711&cs800=1";

    private static Task<GatewayCommand> ExplainAsync(params string[] arguments) =>
        GatewayCommand.RunAsync(["explain", "--config", GatewayCommand.ShippedConfig(), .. arguments]);

    [Fact]
    public async Task Explain_prints_decision_votes_and_stripped_items_with_their_rules()
    {
        var run = await ExplainAsync("--url", Url, "--cookie", "miCookieOptOut=1", "--cookie", "wtstp_eid=2260000000000000777", "--header",
            "Referer: https://www.shop.example/");

        Assert.Equal(0, run.ExitCode);
        foreach (var part in new[] { "anonymous", "anonymous-cookie", "opt-out-cookie", "marker", "invisible-cookies", "suppress-parameter",
            "identity", "wtstp_eid", "Referer", "&nc=1" })
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identified", "miother=1")]
    [InlineData("anonymous", "miCookieOptOut=1")]
    [InlineData("blocked", "webtrekkOptOut=1")]
    public async Task Explain_json_is_valid_and_names_the_decision(string decision, string cookie)
    {
        var run = await ExplainAsync("--url", Url, "--cookie", cookie, "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(decision, json.RootElement.GetProperty("decision").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("votes").EnumerateArray());
        Assert.Equal(decision == "blocked" ? JsonValueKind.Null : JsonValueKind.Array, json.RootElement.GetProperty("after").ValueKind);
    }

    [Fact]
    public async Task Explain_json_lists_stripped_names_without_values()
    {
        var run = await ExplainAsync("--url", Url, "--cookie", "miCookieOptOut=1", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var stripped = json.RootElement.GetProperty("withheld").EnumerateArray().ToList();
        Assert.Contains(stripped, entry => entry.GetProperty("name").GetString() == "eid");
        Assert.Contains(stripped, entry => entry.GetProperty("name").GetString() == "cd");
        Assert.All(stripped, entry => Assert.DoesNotContain("4711", entry.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("miCookieOptOut=1", "", "anonymous (shadow: not enforced)")]
    [InlineData("miCookieOptOut=1", "&nc=1", "anonymous")]
    [InlineData("webtrekkOptOut=1", "", "blocked")]
    [InlineData("a=1", "", "identified")]
    public async Task Explain_shows_forwarded_and_would_be_stripped_items_in_shadow_mode(string cookie, string more, string verdict)
    {
        var config = (await File.ReadAllTextAsync(GatewayCommand.ShippedConfig(), TestContext.Current.CancellationToken))
            .Replace("\"level\": \"standard\",", "\"level\": \"standard\", \"enforce\": false,", StringComparison.Ordinal);
        string[] arguments = ["explain", "--config", "FILE", "--url", Url + more, "--cookie", cookie];
        var isShadow = verdict.EndsWith("enforced)", StringComparison.Ordinal);

        var text = await GatewayCommand.RunWithAsync(config, arguments);
        var json = JsonDocument.Parse((await GatewayCommand.RunWithAsync(config, [.. arguments, "--json"])).Output).RootElement;

        Assert.Contains($"decision  {verdict}, by", text.Output, StringComparison.Ordinal);
        Assert.Equal(isShadow, text.Output.Contains("\nwould be withheld\n", StringComparison.Ordinal));
        Assert.Equal(
            isShadow || verdict == "identified", text.Output.Contains("\n      &eid=2260000000000000777\n", StringComparison.Ordinal));
        Assert.Equal(verdict, json.GetProperty("decision").GetString());
        Assert.Equal(!isShadow, json.GetProperty("enforced").GetBoolean());
        Assert.Equal(
            isShadow, json.GetProperty("wouldBeWithheld").EnumerateArray().Any(entry => entry.GetProperty("name").GetString() == "eid"));
        Assert.Equal(verdict == "anonymous", json.GetProperty("withheld").EnumerateArray()
            .Any(entry => entry.GetProperty("name").GetString() == "eid"));
    }

    [Fact]
    public async Task Explain_reads_a_batch_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "wt?p=600,a&eid=2260000000000000777\nwt?p=600,b\n", TestContext.Current.CancellationToken);
            var run = await ExplainAsync(
                "--host", "track.shop.example", "--url", "/111111111111111/batch", "--body", "@"
                    + file, "--cookie", "miCookieOptOut=1", "--header", "Content-Type: text/plain");

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(2, run.Output.Split("&nc=1").Length - 1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(
        "curl 'https://track.shop.example/111111111111111/wt?p=600&eid=2260000000000000777' \\\n  -b 'miCookieOptOut=1' \\\n  -H 'referer: "
            + "https://www.shop.example/'")]
    [InlineData(
        "curl ^\"https://track.shop.example/111111111111111/wt?p=600^&eid=2260000000000000777^\" ^\r\n  -b ^\"miCookieOptOut=1^\" ^\r\n  "
            + "-H ^\"referer: https://www.shop.example/^\"")]
    [InlineData(
        "GET /111111111111111/wt?p=600&eid=2260000000000000777 HTTP/1.1\r\nHost: track.shop.example\r\nCookie: "
            + "miCookieOptOut=1\r\nReferer: https://www.shop.example/\r\n\r\n")]
    public async Task Explain_reads_copied_requests_from_standard_input(string text)
    {
        var run = await GatewayCommand.RunAsync(
            ["explain", "--config", GatewayCommand.ShippedConfig(), "-"], new Dictionary<string, string>(StringComparer.Ordinal), text);

        Assert.Equal(0, run.ExitCode);
        foreach (var part in new[] { "decision  anonymous, by anonymous-cookie", "-     &eid=2260000000000000777",
            "-   Cookie: miCookieOptOut=1   (the anonymous cookie)", "Referer", "header-not-listed", "kept, and why" })
            Assert.Contains(part, run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Explain_reads_a_copied_curl_command_as_an_argument()
    {
        var run = await ExplainAsync("--curl",
            "curl 'https://track-domain.example/111111111111111/wt?p=600&eid=2260000000000000777' -H 'cookie: miCookieOptOut=1'", "--host",
            "track.shop.example", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("anonymous", JsonDocument.Parse(run.Output).RootElement.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Explain_of_a_hit_to_the_track_domain_tells_which_option_to_add()
    {
        var run = await ExplainAsync("--url", "https://track-domain.example/111111111111111/wt?p=600");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("track domain of cluster \"track-domain\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("--host NAME", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"log\": { \"entries\": [", "<stdin>:1:")]
    [InlineData("curl 'https://track.shop.example/", "the quote ' is not closed")]
    [InlineData("curl https://track.shop.example/111111111111111/wt -F a=b", "multipart")]
    [InlineData("fetch('x')", "Copy as cURL")]
    [InlineData("", "is empty")]
    public async Task Explain_of_unreadable_input_is_a_one_line_error(string text, string message)
    {
        var run = await GatewayCommand.RunAsync(
            ["explain", "--config", GatewayCommand.ShippedConfig(), "-"], new Dictionary<string, string>(StringComparer.Ordinal), text);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_of_an_unknown_host_names_the_known_hosts()
    {
        var run = await ExplainAsync("--host", "unknown.test", "--url", "/111111111111111/wt");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("track.shop.example", run.Error, StringComparison.Ordinal);
    }
}
