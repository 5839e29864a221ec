using System.Text.Json;

namespace PrivacyGateway.Faults.Staging;

/// <summary>The configuration of the gateways under test.</summary>
internal static class GatewayConfiguration
{
    public const string Cluster = "track-domain";

    /// <param name="trackDomain">The destination's address.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="patience">The keys of <c>TrackDomains</c>; none for the defaults.</param>
    public static string Of(string trackDomain, string data, IReadOnlyDictionary<string, int> patience) => JsonSerializer.Serialize(new
    {
        ReverseProxy = new
        {
            Routes = new { track = Route(GatewayHosts.Track), keeping = Route(GatewayHosts.Keeping), queued = Route(GatewayHosts.Queued) },
            Clusters = new Dictionary<string, object>
            {
                [Cluster] = new { Destinations = new { primary = new { Address = trackDomain } }, Metadata = new { AllowPlainHttp = "true" } },
            },
        },
        PrivacyGateway = new
        {
            DataDirectory = data,
            KnownProxies = new[] { "127.0.0.0/8" },
            TrackDomains = new Dictionary<string, object> { [Cluster] = patience },
            Policies = new Dictionary<string, object>
            {
                [GatewayHosts.Track] = Policy("atLeastOnce", spoolIdentified: false),
                [GatewayHosts.Keeping] = Policy("atLeastOnce", spoolIdentified: true),
                [GatewayHosts.Queued] = Policy("queued", spoolIdentified: false),
            },
        },
    });

    private static object Route(string host) => new
    {
        ClusterId = Cluster,
        Match = new { Hosts = new[] { host }, Path = "/{**path}" },
        Metadata = new { PrivacyPolicy = host },
    };

    private static object Policy(string delivery, bool spoolIdentified) => new
    {
        userIdentification = new { enableAnonymousFunction = true, suppressParameter = new[] { "cd" } },
        delivery,
        spoolIdentified,
    };
}
