using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>
/// Gives Kestrel its endpoints without their certificates: Kestrel would
/// load them itself and rebind the endpoint on a change. (Decision 7.)
/// </summary>
internal static class TlsEndpoints
{
    public static void Configure(KestrelServerOptions kestrel, IConfiguration section, KestrelConfig config, CertificateStore certificates)
    {
        // Never called: with a selector set, Kestrel does not look for a development certificate.
        kestrel.ConfigureHttpsDefaults(static https => https.ServerCertificateSelector = static (_, _) => null);
        var loader = kestrel.Configure(WithoutCertificates(section), reloadOnChange: false);
        foreach (var endpoint in config.Endpoints.Where(endpoint => endpoint.IsHttps))
            loader.Endpoint(endpoint.Name, options => options.ListenOptions.UseHttps(
                certificates.CreateCallback(endpoint.Name, options.HttpsOptions.SslProtocols)));
    }

    private static IConfigurationRoot WithoutCertificates(IConfiguration section) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            section.AsEnumerable(makePathsRelative: true).Where(pair => !IsCertificate(pair.Key.Split(ConfigurationPath.KeyDelimiter))))
        .Build();

    private static bool IsCertificate(string[] keys) =>
        Is(keys[0], "Certificates") || (keys.Length > 2 && Is(keys[0], "Endpoints") && (Is(keys[2], "Certificate") || Is(keys[2], "Sni")));

    private static bool Is(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
