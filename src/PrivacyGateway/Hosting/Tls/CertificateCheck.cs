using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>Checks the certificate files at configuration time and adds their problems to those of the configuration.</summary>
internal static class CertificateCheck
{
    public static void Run(GatewayConfig config, TimeProvider time, ConfigProblems problems)
    {
        var tables = new SniTables(config.Kestrel, certificate => Check(certificate, time, problems));
        foreach (var endpoint in config.Kestrel.Endpoints.Where(endpoint => endpoint.IsHttps))
        {
            foreach (var host in config.Routes.SelectMany(route => route.Hosts).Distinct(StringComparer.OrdinalIgnoreCase))
                CheckHost(host, endpoint, tables.GetTable(endpoint.Name), problems);
        }
    }

    private static CertificateSource Check(CertificateConfig certificate, TimeProvider time, ConfigProblems problems)
    {
        var (loaded, problem) = CertificateParser.Parse(certificate, CertificateContent.Read(certificate));
        if (problem is not null)
            problems.Error($"{certificate.Path}.{problem.Key}", problem.Message, problem.Remedy);

        if (loaded is null)
            return new CertificateSource(certificate, NullLogger.Instance);

        var (now, from, until) =
            (time.GetUtcNow().UtcDateTime, loaded.Leaf.NotBefore.ToUniversalTime(), loaded.Leaf.NotAfter.ToUniversalTime());
        if (now > until)
            problems.Warn($"{certificate.Path}.Path", $"the certificate in {certificate.File} expired on {until:u}.",
                "Browsers refuse it: let the ACME client renew it.");
        else if (now < from)
            problems.Warn($"{certificate.Path}.Path", $"the certificate in {certificate.File} is not valid before {from:u}.",
                "Browsers refuse it until then: check the clock.");
        return new CertificateSource(certificate, NullLogger.Instance, loaded);
    }

    /// <summary>A wildcard host is checked by an arbitrary name below it.</summary>
    private static void CheckHost(string host, EndpointConfig endpoint, SniTable table, ConfigProblems problems)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? $"any{host[1..]}" : host;
        if (table.Find(name) is not { } entry)
            problems.Warn(endpoint.Path, $"{host} is a route's host, but the endpoint has no certificate for it.",
                "Handshakes for it are refused: add it to Sni, or add a fallback.");
        else if (entry.Source.Current is { } certificate && !certificate.Leaf.MatchesHostname(name))
            problems.Warn(endpoint.Path, $"the certificate in {entry.Source.Config.File} does not cover {host}, a route's host.",
                "Browsers refuse it: issue one with this name, or add one under Sni.");
    }
}
