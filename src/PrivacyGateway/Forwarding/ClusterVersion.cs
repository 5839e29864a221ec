using System.Net;
using System.Net.Http;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>The version in which a cluster wants to be asked, with YARP's own defaults: 2 or lower.</summary>
internal static class ClusterVersion
{
    public static Version Of(ForwarderRequestConfig? config) => config?.Version ?? HttpVersion.Version20;

    public static HttpVersionPolicy PolicyOf(ForwarderRequestConfig? config) => config?.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower;
}
