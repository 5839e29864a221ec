namespace PrivacyGateway.Configuration;

/// <summary>
/// The keys that YARP reads below a section, by name: YARP ignores a misspelt one. A key holds a value, a list of values, a section, or a list of sections.
/// </summary>
internal sealed class YarpKeys
{
    private readonly Dictionary<string, YarpValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YarpValue> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YarpKeys> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YarpKeys> _sectionLists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Why, string Remedy)> _refused = new(StringComparer.Ordinal);

    private const string UnchangedBytes = "the bytes of header values are forwarded unchanged, whatever their encoding.";
    private const string UnchangedBytesRemedy = "Take it out.";

    private static readonly YarpKeys WebProxy = new YarpKeys()
        .Value("Address", YarpValue.ProxyUrl)
        .Value("BypassOnLocal", YarpValue.Bool)
        .Refuse("UseDefaultCredentials", "the gateway runs under no account that a proxy knows.", "Take it out; a name and a password go into the URL: \"http://name:password@proxy.example:8080\".");

    private static readonly YarpKeys HttpClient = new YarpKeys()
        .List("SslProtocols", YarpValue.TlsVersion)
        .Value("DangerousAcceptAnyServerCertificate", YarpValue.Bool)
        .Value("MaxConnectionsPerServer", YarpValue.Count)
        .Value("EnableMultipleHttp2Connections", YarpValue.Bool)
        .Refuse("RequestHeaderEncoding", UnchangedBytes, UnchangedBytesRemedy)
        .Refuse("ResponseHeaderEncoding", UnchangedBytes, UnchangedBytesRemedy)
        .Section("WebProxy", WebProxy);

    private static readonly YarpKeys HttpRequest = new YarpKeys()
        .Value("ActivityTimeout", YarpValue.Duration)
        .Value("Version", YarpValue.HttpVersion)
        .Value("VersionPolicy", YarpValue.VersionPolicy)
        .Value("AllowResponseBuffering", YarpValue.Bool);

    private static readonly YarpKeys HealthCheck = new YarpKeys()
        .Section("Passive", new YarpKeys().Value("Enabled", YarpValue.Bool).Value("Policy", YarpValue.Text).Value("ReactivationPeriod", YarpValue.Duration))
        .Section("Active", new YarpKeys()
            .Value("Enabled", YarpValue.Bool)
            .Value("Interval", YarpValue.Duration)
            .Value("Timeout", YarpValue.Duration)
            .Value("Policy", YarpValue.Text)
            .Value("Path", YarpValue.Text)
            .Value("Query", YarpValue.Text))
        .Value("AvailableDestinationsPolicy", YarpValue.Text);

    /// <summary>Of a cluster, beside its destinations and metadata.</summary>
    public static YarpKeys Cluster { get; } = new YarpKeys()
        .Value("LoadBalancingPolicy", YarpValue.Text)
        .Section("HealthCheck", HealthCheck)
        .Section("HttpClient", HttpClient)
        .Section("HttpRequest", HttpRequest)
        .Refuse("SessionAffinity", "session affinity sets a cookie that tells browsers apart.", "Take it out; any destination can take any hit.");

    /// <summary>Of a destination, beside its address and metadata.</summary>
    public static YarpKeys Destination { get; } = new YarpKeys().Value("Health", YarpValue.Url).Value("Host", YarpValue.HostHeader);

    /// <summary>Of a route's <c>Match</c>, beside hosts and path.</summary>
    public static YarpKeys Match { get; } = new YarpKeys()
        .List("Methods", YarpValue.Text)
        .Sections("Headers", Condition("ExactHeader", "HeaderPrefix", "Exists", "Contains", "NotContains", "NotExists"))
        .Sections("QueryParameters", Condition("Exact", "Contains", "NotContains", "Prefix", "Exists"));

    /// <summary>Of a route itself.</summary>
    public static YarpKeys Route { get; } = new YarpKeys()
        .Value("Order", YarpValue.Order)
        .Value("RateLimiterPolicy", YarpValue.OneOf(["disable"]))
        .Value("TimeoutPolicy", YarpValue.OneOf(["disable"]));

    /// <summary>Reports what YARP would not understand.</summary>
    public void Check(SectionReader section)
    {
        foreach (var (key, (why, remedy)) in _refused)
            section.Refuse(key, why, remedy);
        foreach (var (key, value) in _values)
            section.Check(key, value);
        foreach (var (key, value) in _lists)
            section.CheckEach(key, value);
        foreach (var (key, keys) in _sections)
            keys.CheckWhole(section.Section(key));
        foreach (var (key, keys) in _sectionLists)
        {
            foreach (var child in section.Sections(key))
                keys.CheckWhole(child);
        }
    }

    private void CheckWhole(SectionReader? section)
    {
        if (section is null)
            return;
        Check(section);
        section.Finish();
    }

    private static YarpKeys Condition(params string[] modes) => new YarpKeys()
        .Value("Name", YarpValue.Text)
        .List("Values", YarpValue.Text)
        .Value("Mode", YarpValue.OneOf(modes))
        .Value("IsCaseSensitive", YarpValue.Bool);

    private YarpKeys Value(string key, YarpValue value)
    {
        _values[key] = value;
        return this;
    }

    /// <summary>A key that YARP has and the gateway cannot honour.</summary>
    private YarpKeys Refuse(string key, string why, string remedy)
    {
        _refused[key] = (why, remedy);
        return this;
    }

    private YarpKeys List(string key, YarpValue value)
    {
        _lists[key] = value;
        return this;
    }

    private YarpKeys Section(string key, YarpKeys keys)
    {
        _sections[key] = keys;
        return this;
    }

    private YarpKeys Sections(string key, YarpKeys keys)
    {
        _sectionLists[key] = keys;
        return this;
    }
}
