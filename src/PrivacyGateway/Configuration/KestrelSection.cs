using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>Kestrel's own section. Kestrel binds it; all its keys are known here because Kestrel ignores a misspelt one.</summary>
internal sealed record KestrelSection
{
    /// <summary>Kestrel's limits that concern a listener for HTTP/1.1 and HTTP/2.</summary>
    public const string LimitNames =
        "KeepAliveTimeout MaxConcurrentConnections MaxConcurrentUpgradedConnections MaxRequestBodySize MaxRequestBufferSize "
            + "MaxRequestHeaderCount "
        + "MaxRequestHeadersTotalSize MaxRequestLineSize MaxResponseBufferSize MinRequestBodyDataRate MinResponseDataRate "
        + "RequestHeadersTimeout Http2";

    /// <summary>Public listeners by name. They are bound at start; a change needs a restart.</summary>
    [Key("Endpoints", Section = typeof(EndpointSection))]
    public IReadOnlyDictionary<string, EndpointSection> Endpoints { get; init; } = new Dictionary<string, EndpointSection>(
        StringComparer.Ordinal);

    /// <summary>For endpoints without their own.</summary>
    [Key("EndpointDefaults", Section = typeof(EndpointDefaultsSection))]
    public EndpointDefaultsSection? EndpointDefaults { get; init; }

    /// <summary>Certificates for endpoints without one.</summary>
    [Key("Certificates", Section = typeof(CertificatesSection))]
    public CertificatesSection? Certificates { get; init; }

    /// <summary>Limits of one client's connections and requests; each has a default of the gateway's or of Kestrel's.</summary>
    [Key("Limits", Known = LimitNames)]
    public JsonNode? Limits { get; init; }
}

/// <summary>Versions that a listener speaks.</summary>
internal record EndpointDefaultsSection
{
    /// <summary>HTTP versions.</summary>
    [Key("Protocols", Known = "Http1 Http2 Http1AndHttp2")]
    public string? Protocols { get; init; }

    /// <summary>TLS versions; the operating system's without it.</summary>
    [Key("SslProtocols", Known = "Tls12 Tls13")]
    public IReadOnlyList<string>? SslProtocols { get; init; }
}

/// <summary>A server name of an endpoint.</summary>
internal record SniSection : EndpointDefaultsSection
{
    /// <summary>Read again when its files change.</summary>
    [Key("Certificate", Section = typeof(CertificateSection))]
    public CertificateSection? Certificate { get; init; }
}

/// <summary>A public listener.</summary>
internal sealed record EndpointSection : SniSection
{
    /// <summary>Such as https://*:443.</summary>
    [Key("Url", IsRequired = true)]
    public string? Url { get; init; }

    /// <summary>By server name: a name, <c>*.</c> and a name, or <c>*</c> for every other.</summary>
    [Key("Sni", Section = typeof(SniSection))]
    public IReadOnlyDictionary<string, SniSection> Sni { get; init; } = new Dictionary<string, SniSection>(StringComparer.Ordinal);
}

/// <summary>Certificates for endpoints without one.</summary>
internal sealed record CertificatesSection
{
    /// <summary>Read again when its files change.</summary>
    [Key("Default", Section = typeof(CertificateSection))]
    public CertificateSection? Default { get; init; }
}

/// <summary>A certificate in files.</summary>
internal sealed record CertificateSection
{
    /// <summary>PEM with the whole chain, the certificate first, or PKCS#12.</summary>
    [Key("Path", IsRequired = true)]
    public string? Path { get; init; }

    /// <summary>PEM of the private key, unless it is in <c>Path</c>.</summary>
    [Key("KeyPath")]
    public string? KeyPath { get; init; }

    /// <summary>Password of an encrypted key.</summary>
    [Key("Password")]
    public string? Password { get; init; }
}
