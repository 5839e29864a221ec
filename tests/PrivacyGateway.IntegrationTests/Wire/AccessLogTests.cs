using System.Text.Json;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>One line for each request: the right fields, and no value that was sent.</summary>
public sealed class AccessLogTests : IAsyncLifetime
{
    private const string Category = "PrivacyGateway.AccessLog";
    private const string Query = "p=600,CANARY&eid=CANARY&X-WT-IP=203.0.113.77";
    private const string Shadow = "shadow.shop.test";

    private static readonly string[] Headers = [
        "User-Agent: CANARY", "Referer: https://www.shop.test/CANARY", "X-Forwarded-For: 203.0.113.77", "Cookie: PHPSESSID=CANARY"];

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Each_request_is_logged_with_route_decision_status_duration_and_bytes()
    {
        _trackDomain.Response = request => request.Target.Contains("chunked", StringComparison.Ordinal)
            ? "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n4\r\n6789\r\n0\r\n\r\n"u8.ToArray()
            : TrackDomainResponses.Pixel(request);
        (RequestSpec Spec, string Expected)[] rows =
        [
            (RequestSpec.Hit(WireHosts.OptOut, Query, Headers), "optout.shop.test identified 200 43"),
            (RequestSpec.Hit(WireHosts.OptOut, Query, [.. Headers, WireHosts.AnonymousCookie]), "optout.shop.test anonymous 200 43"),
            (RequestSpec.Hit(WireHosts.OptOut, Query + "&chunked=1", Headers), "optout.shop.test identified 200 9"),
            (RequestSpec.Hit(WireHosts.OptOut, Query, Headers) with { Method = "HEAD" }, "optout.shop.test identified 200 0"),
            (RequestSpec.Hit(WireHosts.Strict, Query, [.. Headers, WireHosts.AnonymousCookie]), "strict.shop.test anonymous 200 42"),
            (RequestSpec.Hit(WireHosts.OptOut, Query, [.. Headers, "Cookie: webtrekkOptOut=CANARY"]), "optout.shop.test blocked 200 42"),
            (RequestSpec.Hit(WireHosts.Refusing, Query, Headers), "refusing.shop.test identified 503 0"),
            (RequestSpec.Hit(WireHosts.OptOut, Query, Headers) with { Method = "CANARY" }, "optout.shop.test refused 405 0"),
            (RequestSpec.Get(WireHosts.OptOut, $"/CANARY?{Query}", Headers), "optout.shop.test refused 404 0"),
            (RequestSpec.Post(WireHosts.Small, $"/{RequestSpec.TrackId}/batch", new string('x', 2000), Headers),
                "small.shop.test refused 413 0"),
            (RequestSpec.Get(WireHosts.OptOut, $"/js/CANARY.js?{Query}", Headers), "optout.shop.test none 200 43"),
            (RequestSpec.Get(WireHosts.OptOut, $"/{RequestSpec.TrackId}/optout?{Query}", Headers), "optout.shop.test none 200 43"),
            (RequestSpec.Get("CANARY.shop.test", $"/CANARY?{Query}", Headers), "- refused 421 0"),
            (RequestSpec.Get(WireHosts.OptOut, $"//CANARY?{Query}", Headers), "- refused 400 0"),
            (RequestSpec.Hit(WireHosts.OptOut, Query, [.. Headers, "CDN-Loop: privacy-gateway"]), "- refused 508 0"),
            (RequestSpec.Get(WireHosts.OptOut, "/.privacy/CANARY", Headers), "- refused 404"),
            (RequestSpec.Get(WireHosts.OptOut, "/.privacy/optout.js", Headers), "- none 200"),
            (RequestSpec.Get(Shadow, $"/{RequestSpec.TrackId}/wt?{Query}", [.. Headers, WireHosts.AnonymousCookie]),
                "shadow.shop.test shadow 200 43"),
        ];
        var sizes = new List<int>();
        var gateway = await GatewayProcess.StartAsync(Config("\"AccessLog\": true,"), environment: null, "--log-format", "json");
        await using (gateway)
        {
            foreach (var (spec, _) in rows)
            {
                sizes.Add((await RawClient.SendAsync(gateway.Port, spec.Bytes())).Body.Length);
                await UntilLoggedAsync(gateway, sizes.Count);
            }
        }

        var logged = Lines(gateway);
        Assert.Equal(rows.Length, logged.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var state = logged[i].GetProperty("State");
            Assert.StartsWith(rows[i].Expected,
                $"{state.GetProperty("Route")} {state.GetProperty("Decision")} {state.GetProperty("Status")} {state.GetProperty("Bytes")}",
                StringComparison.Ordinal);
            Assert.Equal(sizes[i], state.GetProperty("Bytes").GetInt64());
            Assert.True(state.GetProperty("Milliseconds").GetDouble() >= 0);
            Assert.Equal(
                ["Bytes", "Decision", "Milliseconds", "Route", "Status", "{OriginalFormat}"],
                state.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        }

        foreach (var secret in new[] { "CANARY", "203.0.113.77", "127.0.0.1", "600," })
            Assert.DoesNotContain(logged, line => line.GetRawText().Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Rate_limited_request_is_logged()
    {
        var gateway = await GatewayProcess.StartAsync(
            Config("\"AccessLog\": true, \"Limits\": { \"requestsPerAddress\": 1, \"addressBurst\": 1 },"), environment: null,
            "--log-format", "json");
        await using (gateway)
            await Task.WhenAll(Enumerable.Range(0, 50)
                .Select(_ => RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.OptOut, Query, Headers).Bytes())));

        Assert.Contains(Lines(gateway), line => line.GetProperty("State") is var state
            && $"{state.GetProperty("Route")} {state.GetProperty("Decision")} {state.GetProperty("Status")} {state.GetProperty("Bytes")}" == "- refused 503 0");
    }

    /// <summary>The admin listener's requests are not visits.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("\"AccessLog\": false,")]
    [InlineData("\"AccessLog\": true,")]
    public async Task Access_log_is_off_by_default_and_excludes_the_admin_listener(string accessLog)
    {
        var gateway = await GatewayProcess.StartAsync(Config(accessLog));
        await using (gateway)
        {
            await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/healthz").Bytes());
            if (accessLog.Contains("true", StringComparison.Ordinal))
                Assert.DoesNotContain(Category, gateway.Output, StringComparison.Ordinal);
            await RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.OptOut, Query, Headers).Bytes());
        }

        var lines = gateway.Output.Split('\n').Count(line => line.Contains(Category, StringComparison.Ordinal));
        Assert.Equal(accessLog.Contains("true", StringComparison.Ordinal) ? 1 : 0, lines);
    }

    /// <summary>The browser must not notice the access log.</summary>
    [Fact]
    public async Task Access_log_does_not_change_responses()
    {
        var responses = new List<string>[] { [], [] };
        foreach (var (accessLog, got) in new[] { "", "\"AccessLog\": true," }.Zip(responses))
        {
            await using var gateway = await GatewayProcess.StartAsync(Config(accessLog));
            foreach (var spec in new[]
            {
                RequestSpec.Hit(WireHosts.OptOut, Query, Headers), RequestSpec.Hit(WireHosts.OptOut, Query, "Cookie: webtrekkOptOut=1"),
                    RequestSpec.Batch(WireHosts.OptOut, "?p=1", "Cookie: webtrekkOptOut=1"),
                RequestSpec.Hit(WireHosts.Refusing, Query), RequestSpec.Get("unserved.test", "/"), RequestSpec.Get(WireHosts.OptOut, "//"),
                RequestSpec.Get(WireHosts.OptOut, "/.privacy/optout.js"),
                RequestSpec.Hit(WireHosts.OptOut, Query) with { Method = "HEAD" },
                RequestSpec.Hit(WireHosts.OptOut, Query) with { Method = "OPTIONS" },
            })
            {
                var response = await RawClient.SendAsync(gateway.Port, spec.Bytes());
                got.Add($"{response.Status} {string.Join('|', response.Headers.Where(header => header.Key != "Date"))} "
                    + $"{Convert.ToHexString(response.Body)}");
            }
        }

        Assert.Equal(responses[0], responses[1]);
    }

    private string Config(string gateway) => WireHosts.Config(_trackDomain.Address, _trackDomain.Address, gateway: gateway)
        .Replace("\"Routes\": {", $$$"""
            "Routes": { "{{{Shadow}}}": { "ClusterId": "track", "Match": { "Hosts": ["{{{Shadow}}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{{Shadow}}}" } },
            """, StringComparison.Ordinal)
        .Replace("\"Policies\": {", $$"""
            "Policies": { "{{Shadow}}": { "userIdentification": { "enableAnonymousFunction": true }, "enforce": false },
            """, StringComparison.Ordinal);

    /// <summary>The response may arrive a moment before its line is written, and the next one's line would then come first.</summary>
    private static Task UntilLoggedAsync(GatewayProcess gateway, int count) =>
        Eventually.HoldsAsync(() => Lines(gateway).Count >= count, () => gateway.Output);

    private static List<JsonElement> Lines(GatewayProcess gateway) =>
        [.. gateway.Output.Split('\n').Where(line => line.Contains(Category, StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement)];
}
