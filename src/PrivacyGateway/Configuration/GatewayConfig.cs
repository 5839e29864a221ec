using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>The <c>PrivacyGateway</c> section, and what of the other sections it depends on.</summary>
internal sealed record GatewayConfig
{
    public const string DefaultReservedPath = "/.privacy/";

    /// <summary>ACME challenges are served below it. (RFC 8555, section 8.3.)</summary>
    public const string AcmePrefix = "/.well-known/acme-challenge/";

    /// <summary>
    /// Twelve hexadecimal digits that differ between configurations: of the file with the environment's overrides, whatever its layout and
    /// comments. Empty for a configuration that was not loaded.
    /// </summary>
    public string Hash { get; init; } = "";

    /// <summary>The policies by name; a route names one in <c>Metadata.PrivacyPolicy</c>.</summary>
    [Key("Policies", IsRequired = true, Section = typeof(PolicyConfig), ReservedName = RouteConfig.NoPolicy)]
    public IReadOnlyDictionary<string, PolicyConfig> Policies { get; init; } = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal);

    /// <summary>The admin listener.</summary>
    [Key("Admin", Section = typeof(AdminConfig))]
    public AdminConfig Admin { get; init; } = new();

    /// <summary>
    /// Where the gateway itself serves on every public host: the consent endpoints and <c>optout.js</c> (<see href="consent.md"/>). No
    /// route may claim it.
    /// </summary>
    [Key("ReservedPath", Unit = "path", Example = "\"/.consent/\"", Pattern = "^/[A-Za-z0-9._/-]*[A-Za-z0-9._-]/$")]
    public string ReservedPath { get; init; } = DefaultReservedPath;

    /// <summary>
    /// Balancers and CDNs whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Networks (CIDR) by their first address;
    /// none that contains the public internet.
    /// </summary>
    [Key("KnownProxies", Unit = "addresses or networks", Example = "[\"10.0.0.0/8\", \"192.0.2.7\"]")]
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>
    /// Limits of all requests together, and of one client. A request beyond them gets 503 without a body, so that the pixel keeps the hit.
    /// </summary>
    [Key("Limits", Section = typeof(GatewayLimitsConfig))]
    public GatewayLimitsConfig Limits { get; init; } = new();

    /// <summary>
    /// A directory of this replica alone, for spooled hits (<see href="delivery.md"/>) and each day's decisions (<see href="ledger.md"/>).
    /// Without it neither is stored, and a hit that is not delivered gets 503. It is created if it is missing; a gateway that cannot write
    /// to it does not start.
    /// </summary>
    [Key("DataDirectory", Unit = "directory", Example = "\"/var/lib/privacy-gateway\"", NeedsRestart = true)]
    public string? DataDirectory { get; init; }

    /// <summary>How many hits are spooled for a track domain that cannot be reached, and how they are delivered later.</summary>
    [Key("Spool", Section = typeof(SpoolConfig))]
    public SpoolConfig Spool { get; init; } = new();

    /// <summary>The pixel's own files in memory.</summary>
    [Key("ScriptCache", Section = typeof(ScriptCacheConfig))]
    public ScriptCacheConfig ScriptCache { get; init; } = new();

    /// <summary>Timeouts, retries and the circuit of each track domain, by the name of its cluster.</summary>
    [Key("TrackDomains", Section = typeof(TrackDomainConfig))]
    public IReadOnlyDictionary<string, TrackDomainConfig> TrackDomains { get; init; } = new Dictionary<string, TrackDomainConfig>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Redirects to HTTPS.</summary>
    [Key("Https", Section = typeof(HttpsConfig))]
    public HttpsConfig Https { get; init; } = new();

    /// <summary>For the HTTP-01 challenges of an ACME client (RFC 8555, section 8.3). Without it they are not served.</summary>
    [Key("Acme", Section = typeof(AcmeConfig))]
    public AcmeConfig? Acme { get; init; }

    /// <summary>How the gateway drains.</summary>
    [Key("Shutdown", Section = typeof(ShutdownConfig))]
    public ShutdownConfig Shutdown { get; init; } = new();

    /// <summary>The preview of a tester's own browser ([preview.md](preview.md)).</summary>
    [Key("Preview", Section = typeof(PreviewConfig))]
    public PreviewConfig Preview { get; init; } = new();

    /// <summary>
    /// One log line for each request: route, decision, status, duration, bytes; never a query or an address (<see href="#logs">Logs</see>).
    /// </summary>
    [Key("AccessLog", Example = "true")]
    public bool AccessLog { get; init; }

    /// <summary>Kestrel's section: public listeners and their certificates.</summary>
    public KestrelConfig Kestrel { get; init; } = new();

    /// <summary>YARP's routes, as far as the gateway itself needs to know them.</summary>
    public IReadOnlyList<RouteConfig> Routes { get; init; } = [];

    /// <summary>YARP's destinations.</summary>
    public IReadOnlyList<DestinationConfig> Destinations { get; init; } = [];

    /// <summary>Policies in shadow mode that a route names, each with its routes' hosts.</summary>
    public IReadOnlyList<(string Policy, string Hosts)> Shadows() =>
    [
        .. Routes.GroupBy(route => route.Policy, StringComparer.Ordinal)
            .Where(routes => Policies.TryGetValue(routes.Key, out var policy) && !policy.Enforce)
            .Select(routes => (routes.Key, string.Join(", ", routes.SelectMany(route => route.Hosts).Distinct(StringComparer.Ordinal)))),
    ];

    /// <summary>Whether the gateway itself serves this path, or target.</summary>
    public bool IsReserved(string path) => path.StartsWith(ReservedPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the gateway serves this path before routing.</summary>
    public bool IsServedHere(string path) =>
        IsReserved(path) || (Acme is not null && path.StartsWith(AcmePrefix, StringComparison.Ordinal));

    /// <summary>The route that serves a host: an exact name before a wildcard; null for a host without a route.</summary>
    public RouteConfig? FindRoute(ReadOnlySpan<char> host) => Find(host, withPolicy: false);

    /// <summary>The same, of those with a policy.</summary>
    public RouteConfig? FindPolicyRoute(ReadOnlySpan<char> host) => Find(host, withPolicy: true);

    private RouteConfig? Find(ReadOnlySpan<char> host, bool withPolicy)
    {
        // The platform decodes international names; routes hold them in ASCII.
        if (!Ascii.IsValid(host))
            host = DomainName.ToAscii(host.ToString());

        RouteConfig? byWildcard = null;
        foreach (var route in Routes)
        {
            if (withPolicy && route.Policy == RouteConfig.NoPolicy)
                continue;
            foreach (var served in route.Hosts)
            {
                if (host.Equals(served, StringComparison.OrdinalIgnoreCase))
                    return route;
                if (served.StartsWith("*.", StringComparison.Ordinal)
                    && host.EndsWith(served.AsSpan(1), StringComparison.OrdinalIgnoreCase))
                    byWildcard ??= route;
            }
        }

        return byWildcard;
    }
}

/// <summary>
/// Limits of all requests together, and of one client. A request beyond them gets 503 without a body, so that the pixel keeps the hit.
/// </summary>
internal sealed record GatewayLimitsConfig
{
    /// <summary>Bytes of bodies in memory at once, over all requests; beyond it the body that has held most for longest gets 503.</summary>
    [Key("bufferedBytes", Least = 65536, Most = 68719476736, Unit = "bytes", Example = "33554432", NeedsRestart = true)]
    public long BufferedBytes { get; init; } = 67108864;

    /// <summary>Requests under way at once; 503 beyond.</summary>
    [Key("concurrentRequests", Least = 1, Most = 1_000_000, Unit = "requests", Example = "2000")]
    public int ConcurrentRequests { get; init; } = 10000;

    /// <summary>Requests a second from one client address in the long run (IPv6: from one /64); 503 beyond; 0 is no limit.</summary>
    [Key("requestsPerAddress", Least = 0, Most = 1_000_000, Unit = "requests a second", Example = "50")]
    public int RequestsPerAddress { get; init; }

    /// <summary>Requests from one client address at once, before <c>requestsPerAddress</c> holds.</summary>
    [Key("addressBurst", Least = 1, Most = 1_000_000, Unit = "requests", Example = "200")]
    public int AddressBurst { get; init; } = 100;
}

/// <summary>The pixel's own files in memory, so that pages do not wait for the track domain.</summary>
internal sealed record ScriptCacheConfig
{
    /// <summary>Whether the pixel's own files (<c>staticPaths</c>) are cached in memory (<see href="scripts.md"/>).</summary>
    [Key("enabled", Example = "false")]
    public bool Enabled { get; init; } = true;

    /// <summary>Memory for all cached files together.</summary>
    [Key("sizeMegabytes", Least = 1, Most = 4096, Unit = "MiB", Example = "64", NeedsRestart = true)]
    public int SizeMegabytes { get; init; } = 32;

    /// <summary>
    /// How long a stale file is served while the track domain sends no response; 0 is never. A response's own <c>stale-if-error</c> can
    /// only shorten it.
    /// </summary>
    [Key("staleIfErrorSeconds", Least = 0, Most = 2_592_000, Unit = "seconds", Example = "86400")]
    public int StaleIfErrorSeconds { get; init; } = 604_800;
}

/// <summary>Redirects to HTTPS.</summary>
internal sealed record HttpsConfig
{
    /// <summary>Whether plain HTTP is redirected to HTTPS with 308 (<see href="tls.md"/>).</summary>
    [Key("redirect", Example = "true")]
    public bool Redirect { get; init; }

    /// <summary><c>Strict-Transport-Security</c> (RFC 6797) of responses over TLS; 0 is no such header.</summary>
    [Key("hstsDays", Least = 0, Most = 3650, Unit = "days", Example = "365")]
    public int HstsDays { get; init; }
}

/// <summary>For the HTTP-01 challenges of an ACME client.</summary>
internal sealed record AcmeConfig
{
    /// <summary>
    /// Directory that is served below <c>/.well-known/acme-challenge/</c>; required if an <c>Acme</c> section is written.
    /// </summary>
    [Key("challengeDirectory", IsRequired = true, Unit = "directory", Example = "\"/var/lib/acme\"")]
    public required string ChallengeDirectory { get; init; }
}

/// <summary>How the gateway drains.</summary>
internal sealed record ShutdownConfig
{
    /// <summary>After SIGTERM, between failing readiness and closing the listeners, so that a balancer can stop sending requests.</summary>
    [Key("delaySeconds", Least = 0, Most = 600, Unit = "seconds", Example = "5")]
    public int DelaySeconds { get; init; }

    /// <summary>Time for the requests under way after that.</summary>
    [Key("graceSeconds", Least = 1, Most = 600, Unit = "seconds", Example = "20", NeedsRestart = true)]
    public int GraceSeconds { get; init; } = 30;
}
