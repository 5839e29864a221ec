using System.Text;
using System.Text.Json;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Whatever the log level: the log contains nothing that a browser or the track domain sent.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private const string Eid = "2260000000000000777";
    private const string Address = "203.0.113.77";

    private static readonly string[] Secrets = [Eid, Address, "CANARY", "canary@shop.test", "6260000000000000778", "600,secretpage"];

    private readonly RecordingTrackDomain _trackDomain = new();
    private readonly BrokenTrackDomain _broken = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        await _broken.DisposeAsync();
    }

    [Theory]
    [InlineData("\"LogLevel\": { \"Default\": \"Debug\" }")]
    [InlineData("\"LogLevel\": { \"Default\": \"Trace\" }")]
    [InlineData(
        "\"LogLevel\": { \"Default\": \"Trace\", \"Microsoft.AspNetCore\": \"Trace\", \"Yarp\": \"Trace\", \"System.Net.Http\": \"Trace\" }")]
    [InlineData(
        "\"LogLevel\": { \"Microsoft.AspNetCore.Hosting.Diagnostics\": \"Trace\", \"Yarp.ReverseProxy.Forwarder.HttpForwarder\": \"Trace\" "
            + "}")]
    [InlineData(
        "\"Console\": { \"LogLevel\": { \"Default\": \"Trace\", \"Microsoft\": \"Trace\", \"Microsoft.AspNetCore.Hosting.Diagnostics\": "
            + "\"Trace\", \"Yarp.ReverseProxy.Forwarder.HttpForwarder\": \"Trace\", \"Microsoft.AspNetCore.Server.Kestrel\": \"Trace\" } }")]
    [InlineData(
        "\"Console\": { \"FormatterName\": \"json\", \"FormatterOptions\": { \"IncludeScopes\": true }, \"LogLevel\": { \"Default\": "
            + "\"Trace\" } }")]
    public Task Text_log_contains_no_sent_value_at_any_level(string logging) => SendAndSearchAsync(logging);

    [Theory]
    [InlineData(
        "\"LogLevel\": { \"Default\": \"Trace\", \"Microsoft.AspNetCore\": \"Trace\", \"Yarp\": \"Trace\", \"System.Net.Http\": \"Trace\" }")]
    [InlineData(
        "\"Console\": { \"LogLevel\": { \"Default\": \"Trace\", \"Microsoft\": \"Trace\", \"Microsoft.AspNetCore.Hosting.Diagnostics\": "
            + "\"Trace\", \"Yarp.ReverseProxy.Forwarder.HttpForwarder\": \"Trace\", \"Microsoft.AspNetCore.Server.Kestrel\": \"Trace\" } }")]
    [InlineData(
        "\"Console\": { \"FormatterName\": \"simple\", \"FormatterOptions\": { \"IncludeScopes\": true, \"JsonWriterOptions\": { "
            + "\"Indented\": true } }, \"LogLevel\": { \"Default\": \"Trace\" } }")]
    public async Task Json_log_contains_no_sent_value_at_any_level(string logging)
    {
        var output = await SendAndSearchAsync(logging, "--log-format", "json");

        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(": warning: $.", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
            Assert.False(json.RootElement.TryGetProperty("Scopes", out _));
            Assert.EndsWith("Z", json.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
        }
    }

    /// <returns>The whole output of the gateway.</returns>
    private async Task<string> SendAndSearchAsync(string logging, params string[] arguments)
    {
        var config = WireHosts.Config(_trackDomain.Address, _broken.Address, $"\"Logging\": {{ {logging} }},",
            "\"KnownProxies\": [\"127.0.0.1\"], \"AccessLog\": true,");
        var gateway = await GatewayProcess.StartAsync(config, environment: null, arguments);
        await using (gateway)
        {
            _trackDomain.Response = _ => TrackDomainResponses.Build(
                200, "CANARY", [new("Set-Cookie", "eid=CANARY"), new("Set-Cookie", "CANARY"), new("X-Canary", "CANARY"),
                    new("Location", "/CANARY")], TrackDomainResponses.Gif);
            foreach (var request in Requests())
                await SendAsync(gateway.Port, request);
            foreach (var response in new string?[] { "", "CANARY\r\n\r\n", "HTTP/1.1 200 CANARY\r\nCANARY\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-CANARY: \u0001CANARY\r\nContent-Length: CANARY\r\n\r\n",
                "HTTP/1.1 101 CANARY\r\nUpgrade: CANARY\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: CANARY\u00e4\r\nContent-Length: 9\r\n\r\nCANARY" })
            {
                _broken.Response = Encoding.Latin1.GetBytes(response!);
                await SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.Broken, $"p=600,secretpage&eid={Eid}").Bytes());
                await SendAsync(
                    gateway.Port, RequestSpec.Hit(WireHosts.Broken, $"p=600,secretpage&eid={Eid}", WireHosts.AnonymousCookie).Bytes());
            }
        }

        // The process has ended: this is its whole output.
        Assert.Contains("listening on", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("PrivacyGateway.AccessLog", gateway.Output, StringComparison.Ordinal);
        foreach (var secret in Secrets)
        {
            var lines = gateway.Output.Split('\n').Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Take(3);
            Assert.True(!lines.Any(), $"'{secret}' is in the log:\n{string.Join('\n', lines)}");
        }

        return gateway.Output;
    }

    /// <summary>Every style of the wire tests, each with a canary in every place.</summary>
    private static IEnumerable<byte[]> Requests()
    {
        string[] headers =
        [
            "User-Agent: CANARY", "Referer: https://www.shop.test/CANARY", $"X-Forwarded-For: {Address}", $"Forwarded: for={Address}",
            $"X-WT-IP: {Address}",
            "Authorization: Basic CANARY", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage: user=CANARY",
            $"Cookie: wtstp_eid={Eid}; PHPSESSID=CANARY; CANARY=1",
        ];
        var query = $"p=600,secretpage&eid={Eid}&uc700=canary@shop.test&X-WT-IP={Address}&CANARY=1";
        foreach (
            var host in new[] { WireHosts.OptOut, WireHosts.OptIn, WireHosts.Off, WireHosts.Strict, WireHosts.Refusing, WireHosts.Small })
        {
            yield return RequestSpec.Hit(host, query, headers).Bytes();
            yield return RequestSpec.Hit(host, query, [.. headers, WireHosts.AnonymousCookie]).Bytes();
            yield return RequestSpec.Hit(host, query, [.. headers, "Cookie: webtrekkOptOut=CANARY"]).Bytes();
            yield return RequestSpec.Batch(host, $"wt?{query}\nwt?{query}\n", headers).Bytes();
            yield return RequestSpec.Batch(host, new string('x', 2000) + "CANARY", headers).Bytes();
            yield return RequestSpec.Post(host, $"/{RequestSpec.TrackId}/batch?{query}", "CANARY\0",
                [.. headers, "Content-Type: CANARY/x"]).Bytes();
            yield return RequestSpec.Get(host, $"/{RequestSpec.TrackId}/optout?redirect=CANARY&{query}", headers).Bytes();
            yield return RequestSpec.Get(host, $"/{RequestSpec.TrackId}/cc?a=s&v={Eid}", headers).Bytes();
            yield return RequestSpec.Get(host, $"/js/CANARY.js?{query}", headers).Bytes();
            yield return RequestSpec.Get(host, $"/CANARY?{query}", headers).Bytes();
            yield return RequestSpec.Get(host, $"//CANARY?{query}", headers).Bytes();
            yield return RequestSpec.Get(host, $"http://{host}/CANARY?{query}", headers).Bytes();
            yield return RequestSpec.Hit(host, query, [.. headers, "CDN-Loop: privacy-gateway; CANARY"]).Bytes();
            yield return (RequestSpec.Hit(host, query, headers) with { Method = "CANARY" }).Bytes();
        }

        yield return RequestSpec.Hit("CANARY.shop.test", query, headers).Bytes();
        yield return RequestSpec.Hit(WireHosts.Off, query, [.. headers, "X-Forwarded-For: CANARY, CANARY"]).Bytes();
        yield return RequestSpec.Get(WireHosts.Off, "/wt?CANARY=" + new string('a', 41 * 1024)).Bytes();
        foreach (var garbage in new[]
        {
            "CANARY\r\n\r\n", "GET CANARY HTTP/1.1\r\nHost: CANARY\r\n\r\n", "GET /CANARY HTTP/9.CANARY\r\n\r\n",
                "GET /CANARY\0 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /wt?CANARY HTTP/1.1\r\nHost: CANARY/CANARY\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nCANARY CANARY\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nCookie: CANARY\nCANARY\r\n\r\n",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: CANARY\r\n\r\n",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: CANARY\r\n\r\n",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: chunked\r\n\r\nCANARY\r\n",
            "GET /111111111111111/wt?CANARY HTTP/1.1\r\nHost: off.shop.test\r\nUpgrade: CANARY\r\nConnection: Upgrade\r\n\r\n",
        })
            yield return Encoding.Latin1.GetBytes(garbage);
    }

    private static async Task SendAsync(int port, byte[] request)
    {
        try
        {
            await RawClient.SendAsync(port, request);
        }
        catch (IOException)
        {
            // Some of them get no response.
        }
    }
}
