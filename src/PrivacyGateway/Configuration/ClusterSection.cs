using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>A cluster of YARP's. YARP binds it; all its keys are known here because YARP ignores a misspelt one.</summary>
[RefusedKey("SessionAffinity", "session affinity sets a cookie that tells browsers apart.",
    "Take it out; any destination can take any hit.")]
internal sealed record ClusterSection
{
    /// <summary>The servers of the track domain.</summary>
    [Key("Destinations", IsRequired = true, Section = typeof(DestinationSection))]
    public IReadOnlyDictionary<string, DestinationSection> Destinations { get; init; } = new Dictionary<string, DestinationSection>(
        StringComparer.Ordinal);

    /// <summary>YARP's metadata.</summary>
    [Key("Metadata", IsOpen = true, Section = typeof(ClusterMetadataSection))]
    public ClusterMetadataSection? Metadata { get; init; }

    /// <summary>
    /// Which destination a request goes to: <c>FirstAlphabetical</c>, <c>Random</c>, <c>RoundRobin</c>, <c>LeastRequests</c>,
    /// <c>PowerOfTwoChoices</c>.
    /// </summary>
    [Key("LoadBalancingPolicy", Format = YarpFormat.Text, Example = "\"RoundRobin\"")]
    public string? LoadBalancingPolicy { get; init; }

    /// <summary>Health of the destinations.</summary>
    [Key("HealthCheck", Section = typeof(HealthCheckSection))]
    public HealthCheckSection? HealthCheck { get; init; }

    /// <summary>Connections to the destinations.</summary>
    [Key("HttpClient", Section = typeof(HttpClientSection))]
    public HttpClientSection? HttpClient { get; init; }

    /// <summary>Requests to the destinations.</summary>
    [Key("HttpRequest", Section = typeof(HttpRequestSection))]
    public HttpRequestSection? HttpRequest { get; init; }
}

/// <summary>A server of the track domain.</summary>
internal sealed record DestinationSection
{
    /// <summary>The vendor's own name of the track domain; it becomes Host and SNI. No public name of your own.</summary>
    [Key("Address", IsRequired = true, Unit = "URL", Example = "\"https://track-domain.example/\"", Pattern = "^https?://")]
    public string? Address { get; init; }

    /// <summary>URL that health checks ask instead of <c>Address</c>.</summary>
    [Key("Health", Format = YarpFormat.Url, Example = "\"https://track-domain.example/\"")]
    public string? Health { get; init; }

    /// <summary>Name of the destination as Host and in TLS; without it the name in <c>Address</c>.</summary>
    [Key("Host", Format = YarpFormat.HostHeader, Example = "\"track-domain.example\"")]
    public string? Host { get; init; }

    /// <summary>YARP's own.</summary>
    [Key("Metadata", Unit = "YARP", Example = "{}")]
    public JsonNode? Metadata { get; init; }
}

/// <summary>YARP's metadata of a cluster, any other key aside.</summary>
internal sealed record ClusterMetadataSection
{
    /// <summary><c>"true"</c> forwards hits unencrypted; <c>http://</c> is refused without it, loopback aside.</summary>
    [Key("AllowPlainHttp", Format = YarpFormat.Known, Known = "true false", Unit = "text", Example = "\"true\"")]
    public string? AllowPlainHttp { get; init; }
}

/// <summary>Health of the destinations.</summary>
internal sealed record HealthCheckSection
{
    /// <summary>Probes.</summary>
    [Key("Active", Section = typeof(ActiveHealthCheckSection))]
    public ActiveHealthCheckSection? Active { get; init; }

    /// <summary>Health by the outcome of requests.</summary>
    [Key("Passive", Section = typeof(PassiveHealthCheckSection))]
    public PassiveHealthCheckSection? Passive { get; init; }

    /// <summary>Which destinations are used when some are unhealthy.</summary>
    [Key("AvailableDestinationsPolicy", Format = YarpFormat.Text, Example = "\"HealthyOrPanic\"")]
    public string? AvailableDestinationsPolicy { get; init; }
}

/// <summary>Probes.</summary>
internal sealed record ActiveHealthCheckSection
{
    /// <summary>Whether the gateway probes the destinations.</summary>
    [Key("Enabled", Format = YarpFormat.Bool, Example = "false")]
    public string? Enabled { get; init; }

    /// <summary>Time between two probes.</summary>
    [Key("Interval", Format = YarpFormat.Duration, Example = "\"00:00:15\"")]
    public string? Interval { get; init; }

    /// <summary>Timeout of a probe.</summary>
    [Key("Timeout", Format = YarpFormat.Duration, Example = "\"00:00:10\"")]
    public string? Timeout { get; init; }

    /// <summary>When probes make a destination unhealthy.</summary>
    [Key("Policy", Format = YarpFormat.Text, Example = "\"ConsecutiveFailures\"")]
    public string? Policy { get; init; }

    /// <summary>Path of a probe.</summary>
    [Key("Path", Format = YarpFormat.Text, Example = "\"/health\"")]
    public string? Path { get; init; }

    /// <summary>Query of a probe.</summary>
    [Key("Query", Format = YarpFormat.Text, Example = "\"?from=gateway\"")]
    public string? Query { get; init; }
}

/// <summary>Health by the outcome of requests.</summary>
internal sealed record PassiveHealthCheckSection
{
    /// <summary>Whether failed hits, files and replayed hits make a destination unhealthy.</summary>
    [Key("Enabled", Format = YarpFormat.Bool, Example = "false")]
    public string? Enabled { get; init; }

    /// <summary>When they do: 30 % of at least 10 attempts in a minute got no response.</summary>
    [Key("Policy", Format = YarpFormat.Text, Example = "\"TransportFailureRate\"")]
    public string? Policy { get; init; }

    /// <summary>Time after which an unhealthy destination is tried again.</summary>
    [Key("ReactivationPeriod", Format = YarpFormat.Duration, Example = "\"00:02:00\"")]
    public string? ReactivationPeriod { get; init; }
}

/// <summary>Connections to the destinations.</summary>
[RefusedKey("RequestHeaderEncoding", UnchangedBytes, TakeOut)]
[RefusedKey("ResponseHeaderEncoding", UnchangedBytes, TakeOut)]
internal sealed record HttpClientSection
{
    private const string UnchangedBytes = "the bytes of header values are forwarded unchanged, whatever their encoding.";
    private const string TakeOut = "Take it out.";

    /// <summary>
    /// Connections to one destination at once; hits that find none free within a second are tried elsewhere, then spooled or refused with
    /// 503.
    /// </summary>
    [Key("MaxConnectionsPerServer", Format = YarpFormat.Count, Example = "100")]
    public string MaxConnectionsPerServer { get; init; } = "1024";

    /// <summary>TLS versions towards the destination; the operating system's without it.</summary>
    [Key("SslProtocols", Format = YarpFormat.Known, Known = "Tls12 Tls13", Example = "[\"Tls12\", \"Tls13\"]")]
    public IReadOnlyList<string>? SslProtocols { get; init; }

    /// <summary>Accepts any certificate: anyone on the network path can read hits and respond to them.</summary>
    [Key("DangerousAcceptAnyServerCertificate", Format = YarpFormat.Bool, Example = "false")]
    public string? DangerousAcceptAnyServerCertificate { get; init; }

    /// <summary>Where HTTP/2 is spoken with the destination.</summary>
    [Key("EnableMultipleHttp2Connections", Format = YarpFormat.Bool, Example = "true")]
    public string? EnableMultipleHttp2Connections { get; init; }

    /// <summary>A proxy between the gateway and the destinations.</summary>
    [Key("WebProxy", Section = typeof(WebProxySection))]
    public WebProxySection? WebProxy { get; init; }
}

/// <summary>A proxy between the gateway and the destinations.</summary>
[RefusedKey("UseDefaultCredentials", "the gateway runs under no account that a proxy knows.",
    "Take it out; a name and a password go into the URL: \"http://name:password@proxy.example:8080\".")]
internal sealed record WebProxySection
{
    /// <summary>
    /// Asked for a tunnel (<c>CONNECT</c>) to each destination; TLS is spoken with the destination inside it. <c>http://name:password@…</c>
    /// for a proxy that wants a password.
    /// </summary>
    [Key("Address", Format = YarpFormat.ProxyUrl, Example = "\"http://proxy.example:8080\"")]
    public string? Address { get; init; }

    /// <summary>Connects to loopback and to names without a dot directly.</summary>
    [Key("BypassOnLocal", Format = YarpFormat.Bool, Example = "true")]
    public string? BypassOnLocal { get; init; }
}

/// <summary>Requests to the destinations.</summary>
internal sealed record HttpRequestSection
{
    /// <summary>
    /// HTTP version towards the destination. Hits are sent as HTTP/1.1 unless <c>VersionPolicy</c> is <c>RequestVersionExact</c> or
    /// <c>RequestVersionOrHigher</c> with <c>Version</c> 2 (<see href="decisions/0010-a-client-for-hits.md">decision 10</see>).
    /// </summary>
    [Key("Version", Format = YarpFormat.HttpVersion, Example = "\"1.1\"")]
    public string? Version { get; init; }

    /// <summary><c>RequestVersionOrLower</c>, <c>RequestVersionOrHigher</c>, <c>RequestVersionExact</c>.</summary>
    [Key("VersionPolicy", Format = YarpFormat.Known, Known = "RequestVersionOrLower RequestVersionOrHigher RequestVersionExact",
        Example = "\"RequestVersionOrLower\"")]
    public string? VersionPolicy { get; init; }

    /// <summary>
    /// On routes without a policy; for hits it is the timeout of an attempt where it is shorter than <c>attemptMilliseconds</c>.
    /// </summary>
    [Key("ActivityTimeout", Format = YarpFormat.Duration, Example = "\"00:01:40\"")]
    public string? ActivityTimeout { get; init; }

    /// <summary>On routes without a policy; a hit's response is always complete before it is sent on.</summary>
    [Key("AllowResponseBuffering", Format = YarpFormat.Bool, Example = "false")]
    public string? AllowResponseBuffering { get; init; }
}
