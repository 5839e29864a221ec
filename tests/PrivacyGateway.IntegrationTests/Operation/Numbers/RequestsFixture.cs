using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>A gateway with a route for each way in which a request can end, and its counters.</summary>
public sealed class RequestsFixture : IAsyncLifetime
{
    public const string Track = "track.shop.test";
    public const string Queued = "queued.shop.test";
    public const string Refused = "refused.shop.test";
    public const string Spooled = "spooled.shop.test";
    public const string Lost = "lost.shop.test";
    public const string Plain = "plain.shop.test";
    public const string PlainDown = "plain-down.shop.test";

    private const string Requests = "gateway_requests_total{";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
    private readonly RecordingTrackDomain _trackDomain = new();

    internal GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(Config());

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
        _data.Delete(recursive: true);
    }

    internal static async Task<string> ScrapeAsync(GatewayProcess gateway) =>
        System.Text.Encoding.UTF8.GetString(
            (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes())).Body);

    /// <summary>Numbers by series, of those that are not zero.</summary>
    internal static Dictionary<string, long> Counted(string scrape) => scrape.Split('\n')
        .Where(static line => line.StartsWith(Requests, StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal))
        .ToDictionary(static line => line[..line.LastIndexOf(' ')], static line => long.Parse(
            line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <returns>Which series have grown and by how much, once one has: a response may be read before it is counted.</returns>
    internal static async Task<IReadOnlyList<string>> GrownAsync(GatewayProcess gateway, Func<Task> send)
    {
        var before = Counted(await ScrapeAsync(gateway));
        await send();
        using var limit = HangLimit.Start();
        while (true)
        {
            var after = Counted(await ScrapeAsync(gateway));
            var grown = after.Where(pair => pair.Value > before.GetValueOrDefault(pair.Key))
                .Select(pair => $"{Words(pair.Key)} {pair.Value - before.GetValueOrDefault(pair.Key)}").ToList();
            if (grown.Count > 0)
                return grown;
            Assert.False(limit.IsCancellationRequested, "No request was counted.");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>"route status by" of a series.</summary>
    private static string Words(string series) =>
        string.Join(' ', series[Requests.Length..^1].Split(',').Select(static label => label.Split('"')[1]));

    private string Config()
    {
        const string User = "\"userIdentification\": { \"enableAnonymousFunction\": true }";
        static string Route(string host, string cluster, string policy) =>
            $$"""
            "{{host.Split('.')[0]}}": { "ClusterId": "{{cluster}}", "Match": { "Hosts": ["{{host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{policy}}" } }
            """;
        return $$"""
            {
              "Kestrel": { "Endpoints": { "Http": { "Url": "http://127.0.0.1:0" } }, "Limits": { "RequestHeadersTimeout": "00:00:01", "MaxRequestLineSize": 8192, "MaxRequestHeadersTotalSize": 16384 } },
              "ReverseProxy": {
                "Routes": { {{Route(Track, "up", "track")}}, {{Route(Queued, "up", "queued")}}, {{Route(Refused, "down", "refused")}}, {{Route(Spooled, "down", "spooled")}}, {{Route(Lost, "down", "lost")}},
                            {{Route(Plain, "up", "none")}}, {{Route(PlainDown, "down", "none")}} },
                "Clusters": {
                  "up": { "Destinations": { "primary": { "Address": "{{_trackDomain.Address}}" } } },
                  "down": { "Destinations": { "primary": { "Address": "http://127.0.0.1:1/" } } } }
              },
              "PrivacyGateway": {
                "DataDirectory": "{{_data.FullName}}",
                "TrackDomains": { "down": { "breakerMinimum": 1000000, "retries": 0 } },
                "Policies": {
                  "track": { {{User}}, "staticPaths": ["/js/"], "limits": { "bodyBytes": 1024 } },
                  "queued": { {{User}}, "delivery": "queued" },
                  "refused": { {{User}}, "delivery": "atMostOnce" },
                  "spooled": { {{User}} },
                  "lost": { {{User}}, "delivery": "atMostOnce", "onUpstreamFailure": "pixel" }
                }
              }
            }
            """;
    }
}
