using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>Reads Kestrel's section as strictly as the gateway's own: Kestrel ignores a misspelt key.</summary>
internal static class KestrelReader
{
    /// <summary>Of Kestrel's limits those that concern a listener for HTTP/1.1 and HTTP/2.</summary>
    public static IReadOnlyList<string> LimitKeys { get; } =
    [
        "KeepAliveTimeout", "MaxConcurrentConnections", "MaxConcurrentUpgradedConnections", "MaxRequestBodySize", "MaxRequestBufferSize", "MaxRequestHeaderCount",
        "MaxRequestHeadersTotalSize", "MaxRequestLineSize", "MaxResponseBufferSize", "MinRequestBodyDataRate", "MinResponseDataRate", "RequestHeadersTimeout", "Http2",
    ];

    private static readonly string[] HttpVersionNames = Enum.GetNames<HttpVersions>();

    public static KestrelConfig Read(SectionReader? section, ConfigProblems problems)
    {
        if (section is null)
            return new KestrelConfig();

        var certificates = section.Section("Certificates");
        var fallback = ReadCertificate(certificates, "Default");
        certificates?.Finish();

        var defaults = section.Section("EndpointDefaults");
        ReadVersions(defaults, problems);
        var protocols = ReadSslProtocols(defaults, problems);
        defaults?.Finish();

        var limits = section.Section("Limits");
        foreach (var key in LimitKeys)
            limits?.Skip(key);
        limits?.Finish();

        var endpoints = new List<EndpointConfig>();
        var all = section.Section("Endpoints");
        foreach (var name in all?.Keys.ToArray() ?? [])
        {
            if (all!.Section(name) is { } endpoint)
                endpoints.Add(ReadEndpoint(name, endpoint, problems));
        }

        section.Finish();
        var config = new KestrelConfig { Endpoints = endpoints, DefaultCertificate = fallback, SslProtocols = protocols ?? SslProtocols.None };
        KestrelValidator.Validate(config, problems);
        return config;
    }

    private static EndpointConfig ReadEndpoint(string name, SectionReader section, ConfigProblems problems)
    {
        var url = section.String("Url", null, isRequired: true);
        var isHttps = url is not null && KestrelValidator.IsHttps(section.PathOf("Url"), url, problems);
        ReadVersions(section, problems);
        if (ReadSslProtocols(section, problems) is not null && !isHttps)
            problems.Warn(section.PathOf("SslProtocols"), "an http endpoint speaks no TLS.", "Take it out, or write an https Url.");
        var certificate = ReadCertificate(section, "Certificate");
        var names = section.Section("Sni");
        var sni = (names?.Keys.ToArray() ?? []).Select(host => (Host: host, Section: names!.Section(host)))
            .Where(entry => entry.Section is not null).Select(entry => ReadSni(entry.Host, entry.Section!, problems)).ToArray();
        section.Finish();
        return new EndpointConfig(name, section.Path, url ?? "", isHttps, certificate, sni);
    }

    private static SniConfig ReadSni(string host, SectionReader section, ConfigProblems problems)
    {
        KestrelValidator.ValidateServerName(section.Path, host, problems);
        var sni = new SniConfig(HostPattern.Parse(host)?.Name ?? host, ReadCertificate(section, "Certificate"), ReadVersions(section, problems), ReadSslProtocols(section, problems));
        section.Finish();
        return sni;
    }

    private static CertificateConfig? ReadCertificate(SectionReader? parent, string key)
    {
        if (parent?.Section(key) is not { } section)
            return null;
        var file = section.String("Path", null, isRequired: true);
        var config = new CertificateConfig(section.Path, file ?? "", section.String("KeyPath", null), section.String("Password", null));
        section.Finish();
        return file is null ? null : config;
    }

    private static HttpVersions? ReadVersions(SectionReader? section, ConfigProblems problems)
    {
        if (section?.String("Protocols", null) is not { } text)
            return null;
        if (HttpVersionNames.Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<HttpVersions>(text, ignoreCase: true);
        problems.Error(section.PathOf("Protocols"), $"\"{text}\" is not one of the choices.", $"Write one of {string.Join(", ", HttpVersionNames)}.");
        return null;
    }

    private static SslProtocols? ReadSslProtocols(SectionReader? section, ConfigProblems problems)
    {
        if (section?.Strings("SslProtocols", []) is not { Count: > 0 } names)
            return null;
        var protocols = SslProtocols.None;
        for (var i = 0; i < names.Count; i++)
        {
            SslProtocols? one = names[i].ToUpperInvariant() switch
            {
                "TLS12" => SslProtocols.Tls12,
                "TLS13" => SslProtocols.Tls13,
                _ => null,
            };
            if (one is null)
                problems.Error($"{section.PathOf("SslProtocols")}[{i}]", $"\"{names[i]}\" is not a TLS version that browsers still speak.", "Write \"Tls12\" or \"Tls13\", or leave the key out.");
            protocols |= one ?? SslProtocols.None;
        }

        return protocols;
    }
}
