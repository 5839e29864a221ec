namespace PrivacyGateway.Configuration;

/// <summary>Reads the <c>Admin</c> section.</summary>
internal static class AdminReader
{
    private const string AnyLabel = "*.";

    /// <returns>The configuration with what the section says.</returns>
    public static GatewayConfig Read(SectionReader section, GatewayConfig config, ConfigProblems problems)
    {
        var read = config with { AdminUrl = section.String("Url", config.AdminUrl)!, AdminHosts = Names(section, problems) };
        section.Finish();
        return read;
    }

    /// <summary>Compared with what browsers send, which is ASCII.</summary>
    private static List<string> Names(SectionReader section, ConfigProblems problems)
    {
        var names = new List<string>();
        var hosts = section.Strings("Hosts", []);
        for (var i = 0; i < hosts.Count; i++)
        {
            var prefix = hosts[i].StartsWith(AnyLabel, StringComparison.Ordinal) ? AnyLabel : "";
            if (DomainName.ToAscii(hosts[i][prefix.Length..]) is { } name)
                names.Add(prefix + name);
            else
                problems.Error(ConfigPath.Entry(section.PathOf("Hosts"), i), $"\"{hosts[i]}\" is not a host name.", "Write a name without scheme and port, such as \"gateway-1.example\" or \"*.example\"; IP addresses are accepted anyway.");
        }

        return names;
    }
}
