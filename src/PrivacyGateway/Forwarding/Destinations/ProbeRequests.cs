using System.Net.Http;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>
/// Builds health check requests from the configuration, as YARP's factory does, and exempts them from the guard: they hold no visitor data.
/// </summary>
internal sealed class ProbeRequests : IProbingRequestFactory
{
    private const string UserAgent = "privacy-gateway (health check)";

    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination)
    {
        var (active, version, config) =
            (cluster.Config.HealthCheck?.Active, ClusterVersion.From(cluster.Config.HttpRequest), destination.Config);
        var address = string.IsNullOrEmpty(config.Health) ? config.Address : config.Health;
        var request = new HttpRequestMessage(HttpMethod.Get, RequestUtilities.MakeDestinationAddress(
            address, active?.Path ?? "", QueryString.FromUriComponent(active?.Query ?? "")))
        {
            Version = version.Version,
            VersionPolicy = version.Policy,
        };
        if (!string.IsNullOrEmpty(config.Host))
            request.Headers.Host = config.Host;
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        ExemptHandler.Allow(request);
        return request;
    }
}
