namespace PrivacyGateway.Configuration;

/// <summary>The admin listener.</summary>
internal sealed record AdminConfig
{
    public const string DefaultUrl = "http://localhost:8081";

    private const string AnyLabel = "*.";

    /// <summary>
    /// The admin listener: probes, metrics and pages for operators; none of them is reachable on the public one. Scheme, host and port
    /// alone; an IP address, <c>localhost</c>, or <c>+</c> for every address.
    /// </summary>
    [Key("Url", Unit = "URL", Example = "\"http://+:8081\"", NeedsRestart = true)]
    public string Url { get; init; } = DefaultUrl;

    /// <summary>
    /// Host names of the admin pages, beside IP addresses, names without a dot (<c>localhost</c>, a service of Compose), the machine's host
    /// name, the host of <c>Admin.Url</c>, and names that end in <c>.svc</c> or <c>.svc.cluster.local</c>; <c>*.</c> stands for any label.
    /// Other names get 421, against DNS rebinding.
    /// </summary>
    /// <remarks>In ASCII, as browsers send them; text that is no host name is held as written.</remarks>
    [Key("Hosts", Unit = "host names", Example = "[\"gateway-1.example\", \"*.monitoring.example\"]")]
    public IReadOnlyList<string> Hosts
    {
        get;
        init => field = [.. value.Select(static host => Normalize(host) ?? host)];
    } = [];

    public static void Validate(AdminConfig config, ConfigProblems problems)
    {
        for (var i = 0; i < config.Hosts.Count; i++)
        {
            if (Normalize(config.Hosts[i]) is null)
                problems.Error($"$.PrivacyGateway.Admin.Hosts[{i}]", $"\"{config.Hosts[i]}\" is not a host name.",
                    "Write a name without scheme and port, such as \"gateway-1.example\" or \"*.example\"; IP addresses are accepted "
                        + "anyway.");
        }
    }

    private static string? Normalize(string host)
    {
        var prefix = host.StartsWith(AnyLabel, StringComparison.Ordinal) ? AnyLabel : "";
        return DomainName.ToAscii(host[prefix.Length..]) is { } name ? prefix + name : null;
    }
}
