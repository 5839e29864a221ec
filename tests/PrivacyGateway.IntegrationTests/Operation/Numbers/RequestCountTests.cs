using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>
/// Every response is counted once: by route, status class and origin, also those that the server gives before there is a request.
/// </summary>
public sealed class RequestCountTests(RequestsFixture fixture) : IClassFixture<RequestsFixture>
{
    private const string Anonymous = "Cookie: miCookieOptOut=1";
    private const string Track = RequestsFixture.Track;
    private const string Admin = "\"Admin\": { \"Url\": \"http://127.0.0.1:0\" },";

    public static TheoryData<string, string, string> Responses => new()
    {
        { "forwarded hit", Hit(Track), "track 2xx upstream 1" },
        { "blocked visitor", Text(RequestSpec.Hit(Track, "p=600", "Cookie: webtrekkOptOut=1")), "track 2xx gateway 1" },
        { "path that is not the pixel's", Get(Track, "/robots.txt"), "track 4xx gateway 1" },
        { "method that no hit has", Text(new RequestSpec(Track, $"/{RequestSpec.TrackId}/wt?p=600") { Method = "DELETE" }),
            "track 4xx gateway 1" },
        { "opt-out call", Get(Track, $"/{RequestSpec.TrackId}/optout?duration=10"), "track 2xx upstream 1" },
        { "file", Get(Track, "/js/pixel.js"), "track 2xx gateway 1" },
        { "queued hit", Hit(RequestsFixture.Queued), "queued 2xx spool 1" },
        { "hit that the track domain did not take", Hit(RequestsFixture.Refused), "refused 5xx upstream 1" },
        { "spooled hit", Hit(RequestsFixture.Spooled), "spooled 2xx spool 1" },
        { "lost hit", Hit(RequestsFixture.Lost), "lost 2xx gateway 1" },
        { "request without a policy", Get(RequestsFixture.Plain, "/any"), "plain 2xx upstream 1" },
        { "request without a policy that got no response", Get(RequestsFixture.PlainDown, "/any"), "plain-down 5xx upstream 1" },
        { "host that no route serves", Get("unknown.test", "/"), "none-matched 4xx gateway 1" },
        { "consent endpoint", Text(RequestSpec.Get(Track, "/.privacy/state", "Sec-Fetch-Site: same-origin")),
            "none-matched 2xx gateway 1" },
        { "consent endpoint requested by a foreign page", Text(RequestSpec.Get(
            Track, "/.privacy/state", "Origin: https://foreign.test", "Sec-Fetch-Site: cross-site")), "none-matched 4xx gateway 1" },
        { "ambiguous target", Get(Track, "//x"), "none-matched 4xx guard 1" },
        { "request that already passed the gateway", Text(RequestSpec.Hit(Track, "p=600", "CDN-Loop: privacy-gateway")),
            "none-matched 5xx guard 1" },
        { "body above the policy's limit", Text(RequestSpec.Batch(Track, new string('a', 2000), Anonymous)), "track 4xx limit 1" },
        { "body that breaks the rules of chunks",
            $"POST /{RequestSpec.TrackId}/batch HTTP/1.1\r\nHost: {Track}\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n\r\n",
            "track 4xx guard 1" },
        { "400 of the server", "no request at all\r\n\r\n", "none-matched 4xx guard 1" },
        { "400 of the server without a host", "GET / HTTP/1.1\r\n\r\n", "none-matched 4xx guard 1" },
        { "408 of the server", $"GET / HTTP/1.1\r\nHost: {Track}\r\n", "none-matched 4xx limit 1" },
        { "414 of the server", Get(Track, "/" + new string('a', 9000)), "none-matched 4xx limit 1" },
        { "431 of the server", Text(RequestSpec.Hit(Track, "p=600", "X-Long: " + new string('a', 20_000))), "none-matched 4xx limit 1" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Response_is_counted_once(string name, string request, string expected)
    {
        _ = name;

        Assert.Equal(
            [expected], await RequestsFixture.GrownAsync(fixture.Gateway, () => RawClient.SendAsync(fixture.Gateway.Port, request)));
    }

    [Fact]
    public async Task Request_above_the_concurrency_limit_is_counted()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = release.Task };
        await using var gateway = await GatewayProcess.StartAsync(
            WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: $"\"Limits\": {{ \"concurrentRequests\": 1 }}, {Admin}"));
        var held = RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.Off, "p=600").Bytes());
        await trackDomain.WaitForAsync(1);

        var refused = await RequestsFixture.GrownAsync(
            gateway, () => RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.Off, "p=600").Bytes()));

        Assert.Equal(["none-matched 5xx limit 1"], refused);
        release.SetResult();
        await held;
    }

    [Fact]
    public async Task Redirect_to_HTTPS_is_counted()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            WireHosts.Config("http://127.0.0.1:1/", "http://127.0.0.1:1/", gateway: $"\"Https\": {{ \"redirect\": true }}, {Admin}"));

        Assert.Equal(["none-matched 3xx gateway 1"], await RequestsFixture.GrownAsync(
            gateway, () => RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.Off, "p=600").Bytes())));
    }

    [Fact]
    public async Task Histogram_contains_the_duration_of_every_request()
    {
        await RequestsFixture.GrownAsync(fixture.Gateway, () => RawClient.SendAsync(fixture.Gateway.Port, Hit(Track)));

        var scrape = await RequestsFixture.ScrapeAsync(fixture.Gateway);
        const string Labels = "route=\"track\",by=\"upstream\"";
        var requests = RequestsFixture.Counted(scrape).Where(static pair => pair.Key.Contains("route=\"track\"", StringComparison.Ordinal)
            && pair.Key.Contains("by=\"upstream\"", StringComparison.Ordinal)).Sum(static pair => pair.Value);
        Assert.Equal(requests, Number($"gateway_request_duration_seconds_count{{{Labels}}}"));
        Assert.Equal(requests, Number($"gateway_request_duration_seconds_bucket{{{Labels},le=\"+Inf\"}}"));
        Assert.InRange(Number($"gateway_request_duration_seconds_sum{{{Labels}}}"), double.Epsilon, 3600);

        double Number(string series) => double.Parse(scrape.Split('\n')
            .Single(line => line.StartsWith(series + ' ', StringComparison.Ordinal))[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    private static string Hit(string host) => Text(RequestSpec.Hit(host, "p=600", Anonymous));

    private static string Get(string host, string target) => Text(RequestSpec.Get(host, target));

    private static string Text(RequestSpec spec) => System.Text.Encoding.Latin1.GetString(spec.Bytes());
}
