using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>A track domain that can be made to fail, and a data directory that outlives the gateway.</summary>
internal sealed class DeliveryFixture : IAsyncDisposable
{
    public const string Host = "track.shop.test";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");

    public RecordingTrackDomain TrackDomain { get; } = new();

    public string DataDirectory => _data.FullName;

    /// <param name="policy">Further keys of the policy, with a comma behind them.</param>
    /// <param name="keeps">Whether a data directory is configured.</param>
    /// <param name="timeout">Keys of the track domain.</param>
    /// <param name="spool">Keys of the spool.</param>
    public Task<GatewayProcess> StartAsync(string policy = "", bool keeps = true, string timeout = "\"breakerMinimum\": 1000000",
        string spool = "") => GatewayProcess.StartAsync(
        $$"""
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{TrackDomain.Address}}" } } } }
          },
          "PrivacyGateway": {
            {{(keeps ? $"\"DataDirectory\": \"{DataDirectory}\"," : "")}}
            "Spool": { {{spool}} },
            "TrackDomains": { "track": { {{WireHosts.NoHurry}}, {{timeout}} } },
            "Policies": { "default": { {{policy}} "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd"] } } }
          }
        }
        """);

    /// <summary>The track domain closes every connection without a response.</summary>
    public void GoDown() => TrackDomain.Response = static _ => [];

    public void ComeBack()
    {
        TrackDomain.Clear();
        TrackDomain.Response = TrackDomainResponses.Pixel;
    }

    public static RequestSpec Anonymous(string query) => RequestSpec.Hit(Host, query, WireHosts.AnonymousCookie);

    public static RequestSpec Identified(string query) =>
        RequestSpec.Hit(Host, query, "Cookie: wtstp_eid=2260000000000000777", "Sec-Fetch-Site: same-site");

    public static Task<RawResponse> SendAsync(GatewayProcess gateway, RequestSpec spec) => RawClient.SendAsync(gateway.Port, spec.Bytes());

    public async ValueTask DisposeAsync()
    {
        await TrackDomain.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
