using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>Reads from Kestrel's section what the gateway must know: its public listeners and their certificates.</summary>
internal static class KestrelReader
{
    /// <summary>Of Kestrel's limits those that concern a listener for HTTP/1.1 and HTTP/2.</summary>
    public static IReadOnlyList<string> LimitKeys { get; } = KestrelSection.LimitNames.Split(' ');

    private static readonly string[] HttpVersionNames = Enum.GetNames<HttpVersions>();

    public static KestrelConfig Read(SectionReader? section, ConfigProblems problems)
    {
        if (section is null)
            return new KestrelConfig();

        var kestrel = RecordReader.Read<KestrelSection>(section);
        var (fallback, defaults) = (kestrel.Certificates?.Default, $"{section.Path}.EndpointDefaults");
        ReadVersions(defaults, kestrel.EndpointDefaults, problems);
        var config = new KestrelConfig
        {
            Endpoints = [.. kestrel.Endpoints.Select(endpoint => ReadEndpoint(
                endpoint.Key, ConfigPath.Key($"{section.Path}.Endpoints", endpoint.Key), endpoint.Value, problems))],
            DefaultCertificate = ReadCertificate($"{section.Path}.Certificates.Default", fallback),
            SslProtocols = ReadSslProtocols(defaults, kestrel.EndpointDefaults, problems) ?? SslProtocols.None,
        };
        KestrelValidator.Validate(config, problems);
        return config;
    }

    private static EndpointConfig ReadEndpoint(string name, string path, EndpointSection endpoint, ConfigProblems problems)
    {
        var isHttps = KestrelValidator.IsHttps($"{path}.Url", endpoint.Url!, problems);
        ReadVersions(path, endpoint, problems);
        if (ReadSslProtocols(path, endpoint, problems) is not null && !isHttps)
            problems.Warn($"{path}.SslProtocols", "an http endpoint speaks no TLS.", "Take it out, or write an https Url.");
        var sni = endpoint.Sni.Select(entry => ReadSni(ConfigPath.Key($"{path}.Sni", entry.Key), entry.Key, entry.Value, problems));
        return new EndpointConfig(
            name, path, endpoint.Url!, isHttps, ReadCertificate($"{path}.Certificate", endpoint.Certificate), [.. sni]);
    }

    private static SniConfig ReadSni(string path, string host, SniSection sni, ConfigProblems problems)
    {
        KestrelValidator.ValidateServerName(path, host, problems);
        return new SniConfig(HostPattern.Parse(host)?.Name ?? host, ReadCertificate($"{path}.Certificate", sni.Certificate),
            ReadVersions(path, sni, problems), ReadSslProtocols(path, sni, problems));
    }

    private static CertificateConfig? ReadCertificate(string path, CertificateSection? certificate) =>
        certificate is null ? null : new CertificateConfig(path, certificate.Path!, certificate.KeyPath, certificate.Password);

    private static HttpVersions? ReadVersions(string path, EndpointDefaultsSection? section, ConfigProblems problems)
    {
        if (section?.Protocols is not { } text)
            return null;
        if (HttpVersionNames.Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<HttpVersions>(text, ignoreCase: true);
        problems.Error(
            $"{path}.Protocols", $"\"{text}\" is not one of the choices.", $"Write one of {string.Join(", ", HttpVersionNames)}.");
        return null;
    }

    private static SslProtocols? ReadSslProtocols(string path, EndpointDefaultsSection? section, ConfigProblems problems)
    {
        if (section?.SslProtocols is not { Count: > 0 } names)
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
                problems.Error($"{path}.SslProtocols[{i}]", $"\"{names[i]}\" is not a TLS version that browsers still speak.",
                    "Write \"Tls12\" or \"Tls13\", or leave the key out.");
            protocols |= one ?? SslProtocols.None;
        }

        return protocols;
    }
}
