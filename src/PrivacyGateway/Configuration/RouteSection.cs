using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>A route of YARP's. YARP binds it; all its keys are known here because YARP ignores a misspelt one.</summary>
[RefusedKey("Timeout", NoMiddleware,
    "Take it out; PrivacyGateway.TrackDomains.NAME.totalMilliseconds limits hits, the cluster's HttpRequest.ActivityTimeout other requests.")]
[RefusedKey("CorsPolicy", NoMiddleware, "Take it out; the track domain's own Access-Control headers are forwarded.")]
[RefusedKey("OutputCachePolicy", NoMiddleware,
    "Take it out; the files below a policy's staticPaths are cached by PrivacyGateway.ScriptCache.")]
[RefusedKey("MaxRequestBodySize", "this key has no effect.",
    "Take it out; a policy's limits.bodyBytes limits the body of a hit, Kestrel.Limits.MaxRequestBodySize every body.")]
internal sealed record RouteSection
{
    private const string NoMiddleware = "the gateway has no middleware for this key: every request would fail.";

    /// <summary>The cluster that the route leads to.</summary>
    [Key("ClusterId", IsRequired = true, Unit = "cluster", Example = "\"track-domain\"")]
    public string? ClusterId { get; init; }

    /// <summary>The requests that the route takes.</summary>
    [Key("Match", IsRequired = true, Section = typeof(MatchSection))]
    public MatchSection? Match { get; init; }

    /// <summary>YARP's metadata.</summary>
    [Key("Metadata", IsRequired = true, IsReportedElsewhere = true, IsOpen = true, Section = typeof(RouteMetadataSection))]
    public RouteMetadataSection? Metadata { get; init; }

    /// <summary>Only for a route with the policy <c>none</c>.</summary>
    [Key("Transforms", Unit = "YARP", Example = "[{ \"PathPrefix\": \"/x\" }]")]
    public JsonNode? Transforms { get; init; }

    /// <summary>Routes with a lower number are matched first.</summary>
    [Key("Order", Format = YarpFormat.Integer, Example = "1")]
    public string? Order { get; init; }

    /// <summary>Only <c>anonymous</c>: the gateway knows no users.</summary>
    [Key("AuthorizationPolicy", Unit = "YARP", Example = "\"anonymous\"")]
    public string? AuthorizationPolicy { get; init; }

    /// <summary>Only this value: the gateway has its own limits.</summary>
    [Key("RateLimiterPolicy", Format = YarpFormat.Known, Known = "disable", Example = "\"disable\"")]
    public string? RateLimiterPolicy { get; init; }

    /// <summary>Only this value; <c>TrackDomains.NAME</c> has the timeouts.</summary>
    [Key("TimeoutPolicy", Format = YarpFormat.Known, Known = "disable", Example = "\"disable\"")]
    public string? TimeoutPolicy { get; init; }
}

/// <summary>The requests that a route takes.</summary>
internal sealed record MatchSection
{
    /// <summary>
    /// The public names that the route serves: names, <c>*.</c> before a name, IPv4 addresses. International names in Unicode or punycode.
    /// With a port, only requests that name the port match.
    /// </summary>
    [Key("Hosts", IsRequired = true, IsReportedElsewhere = true, Unit = "host names", Example = "[\"track.shop.example\"]")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The paths that the route serves.</summary>
    [Key("Path", Unit = "pattern", Example = "\"/{**path}\"")]
    public string Path { get; init; } = RouteConfig.EveryPath;

    /// <summary>Only requests with one of these methods match.</summary>
    [Key("Methods", Format = YarpFormat.Text, Example = "[\"GET\", \"POST\"]")]
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Only requests that meet all of these match.</summary>
    [Key("Headers", Section = typeof(HeaderMatchSection), Unit = "YARP", Example = "[{ \"Name\": \"X-Test\", \"Mode\": \"Exists\" }]")]
    public IReadOnlyList<HeaderMatchSection> Headers { get; init; } = [];

    /// <summary>Only requests that meet all of these match.</summary>
    [Key("QueryParameters", Section = typeof(ParameterMatchSection), Unit = "YARP",
        Example = "[{ \"Name\": \"p\", \"Mode\": \"Exists\" }]")]
    public IReadOnlyList<ParameterMatchSection> QueryParameters { get; init; } = [];
}

/// <summary>A condition on a header or a query parameter.</summary>
internal abstract record ConditionSection
{
    /// <summary>The name of the header or parameter.</summary>
    [Key("Name", IsRequired = true, IsReportedElsewhere = true, Format = YarpFormat.Text)]
    public string? Name { get; init; }

    /// <summary>Values of which one must match.</summary>
    [Key("Values", Format = YarpFormat.Text)]
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether upper and lower case differ.</summary>
    [Key("IsCaseSensitive", Format = YarpFormat.Bool)]
    public string? IsCaseSensitive { get; init; }
}

/// <summary>A condition on a header.</summary>
internal sealed record HeaderMatchSection : ConditionSection
{
    /// <summary>How values are compared.</summary>
    [Key("Mode", Format = YarpFormat.Known, Known = "ExactHeader HeaderPrefix Exists Contains NotContains NotExists")]
    public string? Mode { get; init; }
}

/// <summary>A condition on a query parameter.</summary>
internal sealed record ParameterMatchSection : ConditionSection
{
    /// <summary>How values are compared.</summary>
    [Key("Mode", Format = YarpFormat.Known, Known = "Exact Contains NotContains Prefix Exists")]
    public string? Mode { get; init; }
}

/// <summary>YARP's metadata of a route, any other key aside.</summary>
internal sealed record RouteMetadataSection
{
    /// <summary>The policy's name, or <c>none</c> to forward without one.</summary>
    [Key("PrivacyPolicy", IsRequired = true, IsReportedElsewhere = true, Unit = "policy", Example = "\"default\"")]
    public string? PrivacyPolicy { get; init; }
}
