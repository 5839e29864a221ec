using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>The configured HTTP version of a cluster.</summary>
internal readonly record struct UpstreamVersion(Version Version, HttpVersionPolicy Policy)
{
    /// <summary>Whether a request may be sent as HTTP/1.1.</summary>
    public bool AllowsHttp1 => Version.Major == 1 || Policy == HttpVersionPolicy.RequestVersionOrLower;
}
