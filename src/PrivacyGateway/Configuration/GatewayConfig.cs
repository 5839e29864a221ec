using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>The <c>PrivacyGateway</c> section, and what of the other sections it depends on.</summary>
internal sealed record GatewayConfig
{
    public const string DefaultAdminUrl = "http://localhost:8081";

    public const string DefaultReservedPath = "/.privacy/";

    /// <summary>Below it, answers to an ACME client's challenges. (RFC 8555, section 8.3.)</summary>
    public const string AcmePrefix = "/.well-known/acme-challenge/";

    /// <summary>
    /// Twelve hexadecimal digits that differ between configurations: of the file with the environment's overrides, whatever its layout and comments.
    /// Empty for a configuration that was not loaded.
    /// </summary>
    public string Hash { get; init; } = "";

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, PolicyConfig> Policies { get; init; }

    /// <summary>Where health and metrics listen. Default <c>http://localhost:8081</c>.</summary>
    public string AdminUrl { get; init; } = DefaultAdminUrl;

    /// <summary>Names under which the admin pages are asked for, beside addresses, <c>localhost</c> and the machine's own; <c>*.</c> stands for any label. In ASCII. Default none.</summary>
    public IReadOnlyList<string> AdminHosts { get; init; } = [];

    /// <summary>Where the gateway answers itself on every public host: the consent endpoints and <c>optout.js</c>. Default <c>/.privacy/</c>.</summary>
    public string ReservedPath { get; init; } = DefaultReservedPath;

    /// <summary>Addresses or networks (CIDR) of balancers whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default none.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public GatewayLimitsConfig Limits { get; init; } = new();

    /// <summary>A directory of this replica's own. Default none: nothing is kept, and a hit that is not delivered is answered 503.</summary>
    public string? DataDirectory { get; init; }

    public SpoolConfig Spool { get; init; } = new();

    public ScriptCacheConfig ScriptCache { get; init; } = new();

    /// <summary>By cluster; what is not there has the defaults.</summary>
    public IReadOnlyDictionary<string, TrackDomainConfig> TrackDomains { get; init; } = new Dictionary<string, TrackDomainConfig>();

    public HttpsConfig Https { get; init; } = new();

    /// <summary>Directory with the answers to an ACME client's HTTP-01 challenges (RFC 8555, section 8.3). Default none: they are not served.</summary>
    public string? AcmeDirectory { get; init; }

    /// <summary>Kestrel's section: public listeners and their certificates.</summary>
    public KestrelConfig Kestrel { get; init; } = new();

    public ShutdownConfig Shutdown { get; init; } = new();

    /// <summary>Whether each request is logged: route, decision, status, duration, bytes; never a query or an address. Default false.</summary>
    public bool AccessLog { get; init; }

    /// <summary>YARP's routes, as far as the gateway itself needs to know them.</summary>
    public required IReadOnlyList<RouteConfig> Routes { get; init; }

    /// <summary>YARP's destinations.</summary>
    public required IReadOnlyList<DestinationConfig> Destinations { get; init; }

    /// <summary>Policies in shadow mode that serve anybody, each with its routes' hosts.</summary>
    public IReadOnlyList<(string Policy, string Hosts)> Shadows() =>
    [
        .. Routes.GroupBy(route => route.Policy, StringComparer.Ordinal)
            .Where(routes => Policies.TryGetValue(routes.Key, out var policy) && !policy.Enforce)
            .Select(routes => (routes.Key, string.Join(", ", routes.SelectMany(route => route.Hosts).Distinct(StringComparer.Ordinal)))),
    ];

    /// <summary>Whether the gateway itself answers this path, or target.</summary>
    public bool IsReserved(string path) => path.StartsWith(ReservedPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether no route is ever asked for this path: the gateway itself answers there.</summary>
    public bool IsServedHere(string path) => IsReserved(path) || (AcmeDirectory is not null && path.StartsWith(AcmePrefix, StringComparison.Ordinal));

    /// <summary>The route that serves a host: an exact name before a wildcard; null for a host that nobody serves.</summary>
    public RouteConfig? FindRoute(ReadOnlySpan<char> host) => Find(host, withPolicy: false);

    /// <summary>The same, of those with a policy.</summary>
    public RouteConfig? FindPolicyRoute(ReadOnlySpan<char> host) => Find(host, withPolicy: true);

    private RouteConfig? Find(ReadOnlySpan<char> host, bool withPolicy)
    {
        // The platform hands over international names decoded; routes hold them in ASCII.
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
                if (served.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(served.AsSpan(1), StringComparison.OrdinalIgnoreCase))
                    byWildcard ??= route;
            }
        }

        return byWildcard;
    }
}
