using System.IO.Compression;
using System.Text;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Tests.Cli.Explaining;

public sealed class ExplainerTests
{
    private const string Hit = "/111111111111111/wt?p=600,home";

    [Theory]
    [InlineData("https://track.shop.example/111111111111111/wt?p=600 a", "GET", "", 400, "guard", "target")]
    [InlineData("https://track.shop.example//111111111111111/wt", "GET", "", 400, "guard", "target")]
    [InlineData("https://track.shop.example/111111111111111/wt", "TRACE", "", 400, "guard", "method")]
    [InlineData("https://track.shop.example/111111111111111/wt", "GET", "Upgrade: websocket", 400, "guard", "Upgrade")]
    [InlineData("https://track.shop.example/111111111111111/wt", "GET", "Transfer-Encoding: gzip", 400, "guard", "Transfer-Encoding")]
    [InlineData("https://track.shop.example/111111111111111/wt", "GET", "Odd Name: x", 400, "guard", "header")]
    [InlineData(
        "https://track.shop.example/111111111111111/wt", "GET", "CDN-Loop: privacy-gateway", 508, "guard", "been through this gateway")]
    [InlineData("https://track.shop.example/.privacy/state", "GET", "", 200, "gateway", "the gateway serves this path")]
    [InlineData("https://track.shop.example/.privacy/state", "PUT", "", 405, "gateway", "ReservedPath")]
    [InlineData("https://other.example/111111111111111/wt", "GET", "", 421, "gateway", "no route serves this host")]
    public async Task Request_served_before_its_policy_is_explained_by_what_serves_it(
        string url, string method, string header, int status, string by, string reason)
    {
        var request = Explained.Request(url, header.Length == 0 ? [] : [header]) with { Method = method };

        var explanation = await Explained.ExplainAsync(request);

        Assert.Equal((status, by), (explanation.Status, explanation.ServedBy));
        Assert.Contains(reason, explanation.Response, StringComparison.Ordinal);
        Assert.Null(explanation.Outcome);
        Assert.Empty(explanation.After);
        Assert.Empty(ForwardedItems.In(explanation));
    }

    [Fact]
    public async Task Request_above_the_server_limits_is_explained_as_refused_by_a_limit()
    {
        var longLine = await Explained.ExplainAsync($"https://{Explained.Host}{Hit}&x={new string('x', 41_000)}");
        var longHeaders = await Explained.ExplainAsync($"https://{Explained.Host}{Hit}", $"X-Long: {new string('x', 70_000)}");

        Assert.Equal((414, "limit"), (longLine.Status, longLine.ServedBy));
        Assert.Equal((431, "limit"), (longHeaders.Status, longHeaders.ServedBy));
    }

    [Fact]
    public async Task Body_above_the_policys_limit_is_explained_as_refused_by_that_limit()
    {
        var request = Explained.Request($"https://{Explained.Host}/111111111111111/wt") with { Method = "POST", Body = new byte[262_145] };

        var explanation = await Explained.ExplainAsync(request);

        Assert.Equal((413, "limit", "track"), (explanation.Status, explanation.ServedBy, explanation.Judgement.Route));
        Assert.Contains("bodyBytes", explanation.Response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_is_explained_as_redirected_where_the_configuration_says_so()
    {
        var request = Explained.Request($"http://{Explained.Host}{Hit}");

        var redirected = await Explained.ExplainAsync(request, gateway: "\"Https\": { \"redirect\": true }");
        var served = await Explained.ExplainAsync(request);

        Assert.Equal((308, "gateway"), (redirected.Status, redirected.ServedBy));
        Assert.Equal("identified", served.Verdict);
    }

    [Theory]
    [InlineData("gzip", "miCookieOptOut=1", "anonymous")]
    [InlineData("deflate", "miCookieOptOut=1", "anonymous")]
    [InlineData("br", "miCookieOptOut=1", "anonymous")]
    [InlineData("gzip", "other=1", "identified")]
    public async Task Compressed_body_is_explained_line_by_line(string encoding, string cookie, string verdict)
    {
        const string Body = "wt?p=600,a&eid=2260000000000000777\nwt?p=600,b";
        var request = Explained.Request($"https://{Explained.Host}/111111111111111/batch", "Content-Type: text/plain",
            $"Content-Encoding: {encoding}", $"Cookie: {cookie}");

        var explanation = await Explained.ExplainAsync(request with { Method = "POST", Body = Pack(encoding, Body) });

        Assert.Equal(verdict, explanation.Verdict);
        Assert.Contains("    &eid=2260000000000000777", explanation.Before);
        Assert.Equal(verdict == "identified", explanation.After.Contains("    &eid=2260000000000000777"));
        Assert.Equal(
            verdict == "anonymous" ? 2 : 0, ForwardedItems.In(explanation).SingleOrDefault(static item => item.Name == "nc")?.Count ?? 0);
    }

    [Theory]
    [InlineData("/111111111111111/wt?p=600", "", "all")]
    [InlineData("/222222222222222/wt?p=600", "", "second")]
    [InlineData("/111111111111111/wt?p=600", "X-App: 1", "app")]
    [InlineData("/222222222222222/wt?p=600&test=1", "", "test")]
    public async Task Explained_route_is_the_one_that_YARP_selects_by_path_header_query_and_order(
        string target, string header, string route)
    {
        const string Routes = """
            "all": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
            "second": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/222222222222222/{**path}" }, "Metadata": { "PrivacyPolicy": "strict" } },
            "app": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}", "Headers": [{ "Name": "X-App", "Values": ["1"] }] }, "Metadata": { "PrivacyPolicy": "shadow" } },
            "test": { "ClusterId": "track-domain", "Order": -1, "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}", "QueryParameters": [{ "Name": "test", "Values": ["1"] }] }, "Metadata": { "PrivacyPolicy": "strict" } }
            """;
        var request = Explained.Request($"https://{Explained.Host}{target}", header.Length == 0 ? [] : [header]);

        var explanation = await Explained.ExplainAsync(request, Routes);

        Assert.Equal(route, explanation.Judgement.Route);
    }

    [Fact]
    public async Task Hit_to_the_vendors_host_is_explained_for_the_given_host()
    {
        var request = Explained.Request($"https://vendor.example{Hit}&eid=2260000000000000777", "Cookie: miCookieOptOut=1");

        var explanation = await Explained.ExplainAsync(request, host: Explained.Host);

        Assert.Equal("anonymous", explanation.Verdict);
        Assert.Equal(Explained.Host, explanation.Request.Host);
        Assert.Contains("sent to vendor.example", Assert.Single(explanation.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recorded_hit_to_a_served_host_is_explained_for_that_host()
    {
        const string Routes = $$"""
            {{Explained.Routes}},
            "strict": { "ClusterId": "track-domain", "Match": { "Hosts": ["strict.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "strict" } }
            """;
        await using var explainer = await Explained.CreateAsync(Routes, host: "strict.shop.example");

        var served = await explainer.ExplainAsync(Explained.Request(Explained.Url), keepsServedHost: true);
        var moved = await explainer.ExplainAsync(Explained.Request($"https://vendor.example{Hit}"), keepsServedHost: true);

        Assert.Equal(("track", "strict"), (served.Judgement.Route, moved.Judgement.Route));
    }

    [Fact]
    public async Task Unserved_host_is_distinguished_from_the_track_domain()
    {
        await using var explainer = await Explained.CreateAsync();

        Assert.Contains("it is the track domain of cluster \"track-domain\"", explainer.DescribeUnserved("vendor.example:443"),
            StringComparison.Ordinal);
        Assert.Contains("421", explainer.DescribeUnserved("other.example"), StringComparison.Ordinal);
        Assert.All(["vendor.example", "other.example"], host =>
        {
            Assert.Contains("--host NAME", explainer.DescribeUnserved(host), StringComparison.Ordinal);
            Assert.Contains(Explained.Host, explainer.DescribeUnserved(host), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Hit_without_its_recorded_body_gets_no_decision()
    {
        var request = Explained.Request(
            $"https://{Explained.Host}/111111111111111/batch") with
        {
            Method = "POST",
            Defect = "its body is not in the HAR",
        };

        var explanation = await Explained.ExplainAsync(request);

        Assert.Equal((Explanation.NotJudged, null, null), (explanation.Verdict, explanation.ServedBy, explanation.Status));
        Assert.Contains("its body is not in the HAR", Assert.Single(explanation.Notes), StringComparison.Ordinal);
    }

    private static byte[] Pack(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new BrotliStream(packed, CompressionLevel.Fastest),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
