using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Cli.Explaining;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Har;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Tests.Cli.Explaining;

/// <summary>The output of <c>--json</c>, compared with <c>config/explain.schema.json</c>.</summary>
public sealed class ExplanationSchemaTests
{
    private const string Recording = """
        { "log": { "entries": [
          { "startedDateTime": "2026-11-28T10:22:03.123Z", "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wt?p=600&eid=2260000000000000777", "headers": [{ "name": "Cookie", "value": "miCookieOptOut=1; shop=secret" }] } },
          { "request": { "method": "GET", "url": "https://vendor.example/111111111111111/wt?p=600", "headers": [] } },
          { "request": { "method": "POST", "url": "https://track.shop.example/111111111111111/batch", "headers": [], "bodySize": 9 } },
          { "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wt?cs1=secret &x=1", "headers": [] } },
          { "request": { "method": "GET", "url": "https://www.shop.example/", "headers": [{ "name": "Cookie", "value": "login=secret" }] } }
        ] } }
        """;

    private static readonly JsonSchema Schema = new(JsonElement.Parse(Repository.Read("config/explain.schema.json")));

    [Theory]
    [InlineData("", "a=1")]
    [InlineData("", "miCookieOptOut=1")]
    [InlineData("", "webtrekkOptOut=1; miCookieOptOut=1")]
    [InlineData("&nc=1&cs1=jane@example.org&odd%00=1", "miCookieOptOut=1; wtstp_eid=1; shop=1")]
    [InlineData("&x=\\", "")]
    public async Task Explanation_of_one_request_satisfies_the_schema(string more, string cookies)
    {
        var headers = cookies.Length == 0 ? [] : new[] { $"Cookie: {cookies}" };
        foreach (var policy in new[] { "default", "strict", "shadow" })
        {
            var explanation = await Explained.ExplainAsync(Explained.Request(Explained.Url + more, headers),
                Explained.Routes.Replace("\"default\"", $"\"{policy}\"", StringComparison.Ordinal));

            AssertValid(ExplanationJson.Write(explanation));
        }
    }

    [Theory]
    [InlineData("https://track.shop.example/.privacy/state")]
    [InlineData("https://track.shop.example/111111111111111/optout?v=1")]
    [InlineData("https://track.shop.example/111111111111111/cc?a=r")]
    [InlineData("https://track.shop.example/nothing")]
    [InlineData("https://other.example/111111111111111/wt")]
    public async Task Explanation_of_a_request_that_is_not_a_hit_satisfies_the_schema(string url) =>
        AssertValid(ExplanationJson.Write(await Explained.ExplainAsync(url)));

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Explanation_of_a_recording_satisfies_the_schema_and_shows_values_only_of_the_selected_hit(int? detail)
    {
        var input = ExplainInput.From(HarFile.Parse(Recording, "a.har"), "a.har");
        await using var explainer = await Explained.CreateAsync();
        var hits = new List<RecordedHit>();
        foreach (var request in input.Requests)
            hits.Add(new RecordedHit(hits.Count + 1, await explainer.ExplainAsync(request, keepsServedHost: true)));

        var json = RecordingJson.Write(input, hits, RecordingNotes.For(input, hits, explainer, hasCookies: false), detail);

        AssertValid(json);
        Assert.Equal(["anonymous", "refused", "not judged", "refused"], JsonNode.Parse(json)!["hits"]!.AsArray()
            .Select(static hit => (string)hit!["decision"]!));
        Assert.Equal(detail is 1 or 4, json.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(detail is 1, json.Contains("2260000000000000777", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("decision", "\"maybe\"")]
    [InlineData("votes", "[{ \"signal\": \"x\" }]")]
    [InlineData("status", "\"200\"")]
    [InlineData("unheardOf", "1")]
    [InlineData("kept", null)]
    public async Task Schema_rejects_members_that_explain_does_not_print(string member, string? value)
    {
        var json = JsonNode.Parse(ExplanationJson.Write(await Explained.ExplainAsync(Explained.Url)))!.AsObject();
        if (value is null)
            json.Remove(member);
        else
            json[member] = JsonNode.Parse(value);

        Assert.NotEmpty(Schema.FindErrors(JsonElement.Parse(json.ToJsonString())));
    }

    private static void AssertValid(string json) => Assert.Empty(Schema.FindErrors(JsonElement.Parse(json)));
}
