using System.Globalization;
using PrivacyGateway.IntegrationTests.Tls;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>
/// A gateway that produces every kind of metric: both polarities, shadow mode, a spool, TLS, a track domain that can fail.
/// </summary>
internal sealed class NumbersFixture : IAsyncDisposable
{
    public const string Enforced = "track.shop.test";
    public const string Shadow = "shadow.shop.test";
    public const string OptIn = "optin.shop.test";

    /// <summary>Planted in every place that a browser can write to.</summary>
    public const string Canary = "canary7f3a91";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
    private readonly TlsFolder _tls = new();

    private NumbersFixture()
    {
    }

    public RecordingTrackDomain TrackDomain { get; } = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public string DataDirectory => _data.FullName;

    public static async Task<NumbersFixture> StartAsync(IReadOnlyDictionary<string, string>? environment = null, string? trackDomain = null)
    {
        var fixture = new NumbersFixture();
        fixture.Gateway = await GatewayProcess.StartAsync(fixture.Config(trackDomain ?? fixture.TrackDomain.Address), environment);
        return fixture;
    }

    /// <summary>The page that Prometheus reads.</summary>
    public async Task<string> ScrapeAsync() =>
        System.Text.Encoding.UTF8.GetString(
            (await RawClient.SendAsync(Gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes())).Body);

    /// <summary>Requests of every kind, each with canaries.</summary>
    public async Task TrafficAsync()
    {
        const string Path = $"/{RequestSpec.TrackId}/wt?p=600,{Canary}&eid={Canary}&cd={Canary}&{Canary}x={Canary}";
        string[] headers = [$"User-Agent: {Canary}", $"X-Forwarded-For: {Canary}",
            $"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", $"{Canary}: {Canary}"];
        RequestSpec[] all =
        [
            RequestSpec.Get(Enforced, Path, [.. headers, $"Cookie: miCookieOptOut=1; wteid_1={Canary}"]),
            RequestSpec.Get(Enforced, Path, [.. headers, $"Cookie: {Canary}={Canary}", "Sec-Fetch-Site: same-site"]),
            RequestSpec.Get(Enforced, Path, [.. headers, $"Cookie: webtrekkOptOut={Canary}"]),
            RequestSpec.Get(Shadow, Path, [.. headers, $"Cookie: miCookieOptOut=1; wteid_1={Canary}"]),
            RequestSpec.Get(OptIn, Path, [.. headers, $"Cookie: miCookieOptOut={Canary}"]),
            RequestSpec.Batch(Enforced, $"wt?p=600,{Canary}&eid={Canary}", [.. headers, "Cookie: miCookieOptOut=1"]),
            RequestSpec.Get(Enforced, $"//{Canary}", headers),
            RequestSpec.Get($"{Canary}.test", Path, headers),
            RequestSpec.Get(Enforced, $"/{Canary}", headers),
            RequestSpec.Post(Enforced, "/.privacy/anonymous-cookie", "", "Origin: https://www.shop.test", "Sec-Fetch-Site: same-site"),
        ];
        foreach (var spec in all)
            await RawClient.SendAsync(Gateway.Port, spec.Bytes());

        TrackDomain.Response = static _ => [];
        await RawClient.SendAsync(Gateway.Port, all[0].Bytes());
        TrackDomain.Response = TrackDomainResponses.Pixel;
        await TlsClient.VisitAsync(
            SecurePort(), Enforced, _tls.Authority.Root, RequestSpec.Get(Enforced, Path, [.. headers, "Connection: close"]).Bytes());
    }

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await TrackDomain.DisposeAsync();
        _tls.Dispose();
        _data.Delete(recursive: true);
    }

    private int SecurePort()
    {
        const string Mark = "Now listening on: https://127.0.0.1:";
        var text = Gateway.Output;
        var at = text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return int.Parse(text[at..text.IndexOf('\n', at)].Trim(), CultureInfo.InvariantCulture);
    }

    private string Config(string trackDomain)
    {
        const string User = "\"enableAnonymousFunction\": true, \"suppressParameter\": [\"cd\"]";
        static string Route(string host, string policy) =>
            $$"""
            "{{policy}}": { "ClusterId": "track", "Match": { "Hosts": ["{{host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{policy}}" } }
            """;
        return $$"""
            {
              "Kestrel": { "Endpoints": {
                "Http": { "Url": "http://127.0.0.1:0" },
                "Https": { "Url": "https://127.0.0.1:0", "Certificate": {{_tls.Issue("own", ["*.shop.test"])}} } } },
              "ReverseProxy": {
                "Routes": { {{Route(Enforced, "enforced")}}, {{Route(Shadow, "shadow")}}, {{Route(OptIn, "optin")}} },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
              },
              "PrivacyGateway": {
                "DataDirectory": "{{DataDirectory}}",
                "TrackDomains": { "track": { "breakerMinimum": 1000000, {{WireHosts.NoHurry}} } },
                "Policies": {
                  "enforced": { "userIdentification": { {{User}} }, "cookieDomain": "shop.test", "allowedOrigins": ["https://www.shop.test"] },
                  "shadow": { "enforce": false, "userIdentification": { {{User}} } },
                  "optin": { "userIdentification": { {{User}}, "anonymousOptIn": true } }
                }
              }
            }
            """;
    }
}
