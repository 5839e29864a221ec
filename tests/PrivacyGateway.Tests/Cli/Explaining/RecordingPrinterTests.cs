using PrivacyGateway.Cli.Explaining;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Har;

namespace PrivacyGateway.Tests.Cli.Explaining;

public sealed class RecordingPrinterTests
{
    private const string Recording = """
        { "log": { "entries": [
          { "startedDateTime": "2026-11-28T10:22:03.123Z", "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wtab3de?p=600&eid=2260000000000000777&cs1=secret", "headers": [{ "name": "Cookie", "value": "miCookieOptOut=1; shop=secret" }] } },
          { "startedDateTime": "2026-11-28T10:22:04Z", "request": { "method": "POST", "url": "https://track.shop.example/111111111111111/batch", "headers": [], "postData": { "text": "wt?p=600" } } },
          { "request": { "method": "GET", "url": "https://vendor.example/111111111111111/wt?p=600", "headers": [] } },
          { "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/optout", "headers": [] } },
          { "request": { "method": "GET", "url": "https://www.shop.example/?token=secret", "headers": [{ "name": "Cookie", "value": "login=secret" }] } }
        ] } }
        """;

    [Fact]
    public async Task Recording_is_printed_as_one_row_for_each_hit_without_sent_values()
    {
        var text = await PrintAsync(Recording, hasCookies: false);

        Assert.Equal(
            """
            a.har: 3 hits, 1 opt-out call, 1 other request
              #  time          host                request     decision    removed  answered by
              1  10:22:03.123  track.shop.example  GET wt      anonymous         3  track domain
              2  10:22:04.000  track.shop.example  POST batch  identified        0  track domain
              3  -             vendor.example      GET wt      refused           -  gateway (421)
            note      1 of the hits: no route serves vendor.example: it is the track domain of cluster "track-domain". Add --host NAME to judge the hit as the gateway would behind that name. Served: track.shop.example.

            """,
            text,
            ignoreLineEndingDifferences: true);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_recording_do_not_reach_the_terminal()
    {
        const string Steering = """
            { "log": { "entries": [ { "request": { "method": "G\u001b[31mET", "url": "https://track.shop.example\u001b[2J/111111111111111/wt?p=600\u001b]0;x\u0007", "headers": [{ "name": "X-\u001b[31m", "value": "\u001b[31m" }] } } ] } }
            """;
        var text = await PrintAsync(Steering, hasCookies: false);
        using var output = new StringWriter();
        ExplanationPrinter.Print(await Explained.ExplainAsync(HarFile.Parse(Steering, "a.har").Requests[0] with
        {
            Host = Explained.Host,
            Method = "GET",
            Target = "/111111111111111/wt?p=\u001b",
        }), output, isColoured: false);

        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\e', output.ToString());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Recording_without_cookies_is_pointed_out_unless_cookies_were_added(bool hasCookies, bool isNoted)
    {
        var text =
            await PrintAsync(
                """{ "log": { "entries": [ { "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wt?p=600", "headers": [] } } ] } }""", hasCookies);

        Assert.Equal(isNoted, text.Contains("sensitive data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recording_without_a_hit_explains_what_a_hit_is()
    {
        var text = await PrintAsync("""{ "log": { "entries": [] } }""", hasCookies: false);

        Assert.Contains("a.har: 0 hits", text, StringComparison.Ordinal);
        Assert.Contains("/111111111111111/wt", text, StringComparison.Ordinal);
    }

    private static async Task<string> PrintAsync(string recording, bool hasCookies)
    {
        var input = ExplainInput.From(HarFile.Parse(recording, "a.har"), "a.har");
        await using var explainer = await Explained.CreateAsync();
        var hits = new List<RecordedHit>();
        foreach (var request in input.Requests)
            hits.Add(new RecordedHit(hits.Count + 1, await explainer.ExplainAsync(request, keepsServedHost: true)));
        using var output = new StringWriter();
        RecordingPrinter.Print(input, hits, RecordingNotes.For(input, hits, explainer, hasCookies), output);
        return output.ToString();
    }
}
