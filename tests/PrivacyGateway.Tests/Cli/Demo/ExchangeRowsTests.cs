using System.Net;
using System.Text;
using PrivacyGateway.Cli.Demo;
using PrivacyGateway.Hits;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Tests.Cli.Demo;

public sealed class ExchangeRowsTests
{
    private const string OptOut = "opt-out.shop.localhost";
    private const string Anonymous = "miCookieOptOut=1; session=abc";

    [Fact]
    public async Task Row_of_a_stripped_parameter_names_the_rule_that_took_this_very_parameter()
    {
        var rows = await RowsAsync(OptOut, "eid=2179545526366131190&cd=user5684798169&uc700=jane%40example.org", Anonymous);

        Assert.Equal(("removed", "identity", "2179545526366131190"), Shown(rows["eid"]));
        Assert.Equal(("removed", "suppress-parameter", "user5684798169"), Shown(rows["cd"]));
        Assert.Equal(("removed", "contact", "jane@example.org"), Shown(rows["uc700"]));
        Assert.Equal(("removed", "anonymous-hit-cookie", "abc"), Shown(rows["session"]));
        Assert.Equal(("added", "1"), (rows["nc"].Change, rows["nc"].Received));
    }

    [Fact]
    public async Task Row_of_a_rewritten_url_shows_both_values_decoded_and_the_rules_that_cut_it()
    {
        var row =
            (await RowsAsync(OptOut,
                "pu=https%3A%2F%2Fshop.example%2F%3Femail%3Djane%2540example.org%26wtstp_eid%3D2179545526366131190%26page%3D2",
                Anonymous))["pu"];

        Assert.Equal("changed", row.Change);
        Assert.Equal("https://shop.example/?email=jane@example.org&wtstp_eid=2179545526366131190&page=2", row.Sent);
        Assert.Equal("https://shop.example/?page=2", row.Received);
        Assert.Equal(["personal-name", "identity"], row.Rules);
    }

    [Theory]
    [InlineData("is=%2B49%20151%2023456789", "is", "a phone number", "\"level\": \"strict\"")]
    [InlineData("uc9=premium", "uc9", null, "\"level\": \"strict\"")]
    [InlineData("colour=blue", "colour", null, "\"level\": \"strict\"")]
    [InlineData("la=de", "la", null, null)]
    public async Task Doubtful_value_that_is_forwarded_comes_with_the_key_that_removes_it(
        string parameter, string name, string? looksLike, string? remedy)
    {
        var row = (await RowsAsync(OptOut, parameter, Anonymous))[name];

        Assert.Equal(("kept", looksLike, remedy), (row.Change, row.LooksLike, row.Remedy));
    }

    [Fact]
    public async Task Under_the_level_strict_the_key_for_a_value_that_is_still_forwarded_is_suppress_parameter()
    {
        var row = (await RowsAsync("opt-out-strict.shop.localhost", "oi=4111111111111111&ov=4111111111111111", Anonymous))["ov"];

        Assert.Equal(("kept", "a payment card's number", "\"suppressParameter\": [\"ov\"]"), (row.Change, row.LooksLike, row.Remedy));
    }

    [Fact]
    public async Task Identified_hit_has_no_doubtful_values_and_says_what_identifies()
    {
        var rows = await RowsAsync(OptOut, "eid=2179545526366131190&is=%2B49%20151%2023456789&la=de", "session=abc");

        Assert.All(rows.Values, row => Assert.Null(row.Remedy));
        Assert.True(rows["eid"].Identifies);
        Assert.False(rows["la"].Identifies);
        Assert.Equal(("removed", "site-cookie", "abc"), Shown(rows["session"]));
    }

    private static (string Change, string Rule, string? Sent) Shown(ExchangeRow row) => (row.Change, Assert.Single(row.Rules), row.Sent);

    private static async Task<Dictionary<string, ExchangeRow>> RowsAsync(string host, string parameters, string cookies)
    {
        var json = DemoResource.Read("demo.json").Replace("{0}", "http://127.0.0.1:1", StringComparison.Ordinal).Replace(
            "{1}", "http://127.0.0.1:2", StringComparison.Ordinal);
        var (config, _) = await ConfigLoader.LoadAsync("demo.json", json, new Dictionary<string, string>(), FileCheck.Skip);
        var policies = new DemoPolicies(config!.Gateway);
        var sent = new Arrival(
            "GET", $"/111111111111111/wt?p=600,demo&{parameters}", [new HeaderLine("Host", host), new HeaderLine("Cookie", cookies)], []);
        var explanation = policies.Explain(sent, host, IPAddress.Loopback)!;
        var forwarded = explanation.Forwarded!;
        var received = new Arrival(forwarded.Method, Encoding.Latin1.GetString(forwarded.Target.Span), forwarded.Headers, []);
        return ExchangeRows.Compare(new Exchange(1, DateTimeOffset.UnixEpoch, sent, received, explanation, 200, []),
            policies.StrictOf(explanation.Policy!)).ToDictionary(row => row.Name, StringComparer.Ordinal);
    }
}
