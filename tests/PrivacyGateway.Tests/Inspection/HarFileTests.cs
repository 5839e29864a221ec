using System.Text;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Har;

namespace PrivacyGateway.Tests.Inspection;

public sealed class HarFileTests
{
    [Fact]
    public void HAR_of_Chrome_yields_requests_without_pseudo_headers_and_fragments()
    {
        var har = HarFile.Parse(
            """
            { "log": { "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" }, "pages": [], "entries": [
              { "_initiator": { "type": "script" }, "startedDateTime": "2026-11-28T10:22:03.123Z", "time": 12.5,
                "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wt?p=600#x", "httpVersion": "http/2.0",
                  "headers": [ { "name": ":authority", "value": "track.shop.example" }, { "name": ":method", "value": "GET" }, { "name": "accept", "value": "*/*" }, { "name": "cookie", "value": "a=1" } ],
                  "queryString": [], "cookies": [ { "name": "a", "value": "1" } ], "headersSize": -1, "bodySize": 0 },
                "response": { "status": 200 } },
              { "startedDateTime": "2026-11-28T10:22:03.200Z", "request": { "method": "GET", "url": "data:image/gif;base64,R0lGOD", "headers": [] } }
            ] } }
            """,
            "chrome.har");

        var request = Assert.Single(har.Requests);
        Assert.Equal(1, har.OtherEntries);
        Assert.Equal(("GET", "/111111111111111/wt?p=600", "track.shop.example"), (request.Method, request.Target, request.Host));
        Assert.Equal(["accept: */*", "cookie: a=1"], request.Headers.Select(static header => $"{header.Name}: {header.Value}"));
        Assert.Equal(DateTimeOffset.Parse("2026-11-28T10:22:03.123Z", System.Globalization.CultureInfo.InvariantCulture), request.SentAt);
        Assert.Null(request.Defect);
    }

    [Fact]
    public void HAR_of_Firefox_yields_bodies_and_hosts()
    {
        var har = HarFile.Parse(
            """
            { "log": { "version": "1.2", "creator": { "name": "Firefox", "version": "132.0" }, "browser": { "name": "Firefox" }, "entries": [
              { "startedDateTime": "2026-11-28T11:22:03.123+01:00",
                "request": { "bodySize": 19, "method": "POST", "url": "http://track.shop.example:8080/111111111111111/batch", "httpVersion": "HTTP/1.1",
                  "headers": [ { "name": "Host", "value": "track.shop.example:8080" }, { "name": "Content-Type", "value": "text/plain" } ],
                  "cookies": [ { "name": "a", "value": "1" }, { "name": "b", "value": "2" } ], "queryString": [], "headersSize": 300,
                  "postData": { "mimeType": "text/plain", "params": [], "text": "wt?p=600,ü\nwt?p=601" } } }
            ] } }
            """,
            "firefox.har");

        var request = Assert.Single(har.Requests);
        Assert.Equal("track.shop.example:8080", request.Host);
        Assert.True(request.IsPlainHttp);
        Assert.Equal("wt?p=600,ü\nwt?p=601", Encoding.UTF8.GetString(request.Body));
        Assert.Equal("a=1; b=2", request.Headers.Single(static header => header.Is("Cookie")).Value);
    }

    [Theory]
    [InlineData("""{ "text": "cD02MDA=", "encoding": "base64" }""", "[]", "p=600")]
    [InlineData("""{ "text": "cD02MDA=", "_encoding": "base64" }""", "[]", "p=600")]
    [InlineData("""{ "params": [{ "name": "p", "value": "600,a b" }, { "name": "x" }] }""", "[]", "p=600%2Ca%20b&x=")]
    [InlineData("""{ "text": "\u001f\u008b\u00ff" }""", """[{ "name": "Content-Encoding", "value": "gzip" }]""", "\u001f\u008b\u00ff")]
    [InlineData("""{ "text": "" }""", "[]", "")]
    public void HAR_bodies_are_read_in_every_form_that_recorders_write(string data, string headers, string bytes)
    {
        var request = Assert.Single(HarFile.Parse(Entry(headers, $", \"postData\": {data}"), "a.har").Requests);

        Assert.Equal(bytes, Encoding.Latin1.GetString(request.Body));
        Assert.Null(request.Defect);
    }

    [Theory]
    [InlineData("""  "bodySize": 120""", "[]")]
    [InlineData("""  "bodySize": 120, "postData": { "mimeType": "text/plain" }""", "[]")]
    [InlineData("""  "postData": { "text": "\u001f\ufffd\ufffd" }""", """[{ "name": "Content-Encoding", "value": "gzip" }]""")]
    public void Body_missing_from_the_HAR_is_a_defect_and_not_an_empty_body(string more, string headers) =>
        Assert.NotNull(Assert.Single(HarFile.Parse(Entry(headers, $", {more}"), "a.har").Requests).Defect);

    [Theory]
    [InlineData("""{ "log": { "entries": [ """, "a.har:1:")]
    [InlineData("{\n \"log\": {\n  \"entries\": [ } ] } }", "a.har:3:")]
    [InlineData("{}", "a.har: $.log: an object is missing")]
    [InlineData("""{ "log": {} }""", "a.har: $.log.entries: a list is missing")]
    [InlineData("""{ "log": { "entries": {} } }""", "a.har: $.log.entries: a list is missing")]
    [InlineData("""{ "log": { "entries": [ 1 ] } }""", "a.har: $.log.entries[0]: this must be an object")]
    [InlineData("""{ "log": { "entries": [ { } ] } }""", "a.har: $.log.entries[0].request: an object is missing")]
    [InlineData(
        """{ "log": { "entries": [ { "request": { "method": "GET" } } ] } }""", "a.har: $.log.entries[0].request.url: text is missing")]
    [InlineData("""{ "log": { "entries": [ { "request": { "url": "https://a.example/", "headers": [ { "value": "secret" } ] } } ] } }""",
        "a.har: $.log.entries[0].request.headers[0].name: text is missing")]
    [InlineData(
        """{ "log": { "entries": [ { "request": { "method": "POST", "url": "https://a.example/", "headers": [], "postData": { "text": "secret!", "encoding": "base64" } } } ] } }""", "a.har: $.log.entries[0].request.postData.text: this is not valid base64")]
    public void Broken_HAR_is_an_error_with_its_location_and_without_a_value(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => HarFile.Parse(text, "a.har"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("Export the HAR again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hits_of_a_HAR_are_listed_and_other_requests_are_counted()
    {
        string[] paths = ["/111111111111111/wt?p=600", "/111111111111111/wt1a2b3", "/111111111111111/batch", "/111111111111111/cc?a=r",
            "/111111111111111/optout?v=1", "/js/pixel.js", "/"];
        var entries = string.Join(",", paths.Select(
            static path => $$"""{ "request": { "method": "GET", "url": "https://track.shop.example{{path}}", "headers": [] } }"""));

        const string Preflight =
            """{ "request": { "method": "OPTIONS", "url": "https://track.shop.example/111111111111111/batch", "headers": [] } }""";

        var input = ExplainInput.From(HarFile.Parse($$"""{ "log": { "entries": [ {{entries}}, {{Preflight}} ] } }""", "a.har"), "a.har");

        Assert.Equal((4, 1, 3), (input.Requests.Count, input.OptOutCalls, input.OtherRequests));
        Assert.True(input.IsWithoutCookies);
    }

    private static string Entry(string headers, string more) =>
        $$"""{ "log": { "entries": [ { "request": { "method": "POST", "url": "https://track.shop.example/111111111111111/wt", "headers": {{headers}}{{more}} } } ] } }""";
}
