using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>The part of Kestrel's section that the gateway itself uses; Kestrel binds the rest.</summary>
internal sealed record KestrelConfig
{
    public IReadOnlyList<EndpointConfig> Endpoints { get; init; } = [];

    /// <summary>The certificate of every listener without one. Default none.</summary>
    public CertificateConfig? DefaultCertificate { get; init; }

    /// <summary>TLS versions where an endpoint names none. Default the operating system's.</summary>
    public SslProtocols SslProtocols { get; init; }
}

/// <summary>A public listener of Kestrel's section.</summary>
/// <param name="Name">Kestrel's name for it.</param>
/// <param name="Path">Its place, a JSON path.</param>
/// <param name="Url">The address that it listens on, as written.</param>
/// <param name="IsHttps">Whether it speaks TLS.</param>
/// <param name="Certificate">For names that <paramref name="Sni"/> does not know; null for the default one.</param>
/// <param name="Sni">By server name, in the file's order.</param>
internal sealed record EndpointConfig(
    string Name, string Path, string Url, bool IsHttps, CertificateConfig? Certificate, IReadOnlyList<SniConfig> Sni);

/// <summary>Settings of an endpoint for one server name.</summary>
/// <param name="Host">A name, <c>*.</c> and a name, or <c>*</c> for every other.</param>
/// <param name="Certificate">Null for the endpoint's own.</param>
/// <param name="Protocols">HTTP versions to offer; null for the endpoint's own.</param>
/// <param name="SslProtocols">TLS versions; null for the endpoint's own.</param>
internal sealed record SniConfig(string Host, CertificateConfig? Certificate, HttpVersions? Protocols, SslProtocols? SslProtocols);

/// <summary>A certificate as Kestrel's section names it.</summary>
/// <param name="Path">Its place, a JSON path.</param>
/// <param name="File">PEM with the certificate first and its intermediates after it, or PKCS#12.</param>
/// <param name="KeyFile">PEM of the private key; null if it stands in <paramref name="File"/>.</param>
/// <param name="Password">Of the private key, or null.</param>
internal sealed record CertificateConfig(string Path, string File, string? KeyFile, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => File;
}

/// <summary>HTTP versions, by Kestrel's names.</summary>
internal enum HttpVersions
{
    Http1,
    Http2,
    Http1AndHttp2,
}
