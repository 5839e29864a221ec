using System.Net.Http;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>Lets the requests of health checks out: they are made of the configuration alone, and nothing of a visitor is in them.</summary>
/// <param name="inner">YARP's own.</param>
internal sealed class ExemptProbes(IProbingRequestFactory inner) : IProbingRequestFactory
{
    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination)
    {
        var request = inner.CreateRequest(cluster, destination);
        request.Options.Set(OutgoingHit.Exempt, true);
        return request;
    }
}
