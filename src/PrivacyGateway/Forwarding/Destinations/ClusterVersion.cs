using System.Net;
using System.Net.Http;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>The HTTP version of a cluster, with YARP's default: 2 or lower.</summary>
internal static class ClusterVersion
{
    public static UpstreamVersion From(ForwarderRequestConfig? config) =>
        new(config?.Version ?? HttpVersion.Version20, config?.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower);
}
