using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>One cluster with two destinations, the first of which fails in some way.</summary>
internal sealed class DestinationFixture : IAsyncDisposable
{
    public const string Host = "track.shop.test";

    /// <summary>A route without a policy to the same cluster.</summary>
    public const string ExemptHost = "exempt.shop.test";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
    private readonly Lock _lock = new();
    private int _number;

    public RecordingTrackDomain Bad { get; } = new();

    public RecordingTrackDomain Good { get; } = new();

    public bool IsDead { get; init; }

    private string BadAddress => IsDead ? $"http://127.0.0.1:{ClosedPort.Value}/" : Bad.Address;

    private static Lazy<int> ClosedPort { get; } = new(static () =>
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    });

    /// <param name="cluster">Further keys of the cluster, with a comma behind them.</param>
    /// <param name="trackDomain">Keys of the track domain.</param>
    public Task<GatewayProcess> StartAsync(
        string cluster = "\"LoadBalancingPolicy\": \"RoundRobin\",", string trackDomain = "") => GatewayProcess.StartAsync(
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{ExemptHost}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } }
            },
            "Clusters": { "track": { {{cluster}} "Destinations": { "bad": { "Address": "{{BadAddress}}" }, "good": { "Address": "{{Good.Address}}" } } } }
          },
          "PrivacyGateway": {
            "DataDirectory": "{{_data.FullName}}",
            "TrackDomains": { "track": { {{trackDomain}} } },
            "Policies": { "default": { "staticPaths": ["/js/"], "userIdentification": { "enableAnonymousFunction": true } } }
          }
        }
        """);

    public RequestSpec Identified() =>
        RequestSpec.Hit(Host, $"p=600,page{Next()}", "Cookie: wtstp_eid=2260000000000000777", "Sec-Fetch-Site: same-site");

    public RequestSpec Anonymous() => RequestSpec.Hit(Host, $"p=600,page{Next()}", WireHosts.AnonymousCookie);

    public static Task<RawResponse> SendAsync(GatewayProcess gateway, RequestSpec spec) => RawClient.SendAsync(gateway.Port, spec.Bytes());

    public static Task<RawResponse> GetAsync(GatewayProcess gateway, string path, string host = Host) =>
        RawClient.SendAsync(gateway.Port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

    /// <summary>The health page's entry of a destination.</summary>
    public static async Task<string> StateAsync(GatewayProcess gateway, string destination) =>
        (await ReadinessPage.ReadAsync(
            gateway)).Json["checks"]!["trackDomains"]!["data"]!["track"]?["destinations"]?[destination]?.GetValue<string>() ?? "not known";

    public static async Task WaitForAsync(GatewayProcess gateway, string state)
    {
        var seen = "";
        await Eventually.HoldsAsync(
            async () => (seen = await StateAsync(gateway, "bad")) == state, () => $"It is {seen}, not {state}.\n{gateway.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await Bad.DisposeAsync();
        await Good.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private int Next()
    {
        lock (_lock)
            return ++_number;
    }
}
