using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>What the gateway itself needs to know of Kestrel's section; Kestrel binds the rest.</summary>
internal sealed record KestrelConfig
{
    public IReadOnlyList<EndpointConfig> Endpoints { get; init; } = [];

    /// <summary>The certificate of every listener that has none of its own. Default none.</summary>
    public CertificateConfig? DefaultCertificate { get; init; }

    /// <summary>TLS versions where an endpoint names none. Default the operating system's.</summary>
    public SslProtocols SslProtocols { get; init; }
}
