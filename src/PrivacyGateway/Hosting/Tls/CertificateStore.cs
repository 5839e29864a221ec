using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The current certificates. Each TLS handshake selects one here, so that a renewal needs no new binding.</summary>
internal sealed class CertificateStore(ILogger<CertificateStore> logger)
{
    private readonly Lock _writing = new();
    private volatile SniTables _tables = new(
        new KestrelConfig(), _ => throw new InvalidOperationException("No certificate is configured."));

    /// <summary>
    /// Applies the certificates, server names and fallbacks of a validated section,
    /// not its URLs. Files already in use keep their last valid certificate.
    /// </summary>
    public void Apply(KestrelConfig config)
    {
        lock (_writing)
        {
            var before = _tables;
            _tables = new SniTables(config, certificate => before.Find(certificate) ?? Load(certificate));
        }
    }

    /// <summary>Checks all files for changes.</summary>
    public void Refresh()
    {
        lock (_writing)
        {
            foreach (var source in _tables.Sources)
                source.Refresh();
        }
    }

    /// <summary>The configuration path and expiry of each certificate.</summary>
    public IEnumerable<(string Path, DateTimeOffset Until)> Expiries =>
        _tables.Sources.Where(static source => source.Current is not null).Select(static source =>
        (source.Config.Path, new DateTimeOffset(source.Current!.Leaf.NotAfter.ToUniversalTime())));

    /// <summary>The current certificates as the state page shows them.</summary>
    public IEnumerable<CertificateReading> Readings => _tables.Sources.Select(static source => (source.Config, source.Current?.Leaf))
        .Where(static source => source.Leaf is not null).Select(static source =>
        new CertificateReading(
            source.Config.Path,
            source.Config.File,
            [.. source.Leaf!.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(static names => names.EnumerateDnsNames())],
            source.Leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            new DateTimeOffset(source.Leaf.NotAfter.ToUniversalTime())));

    /// <summary>Creates the callback that a listener runs at each handshake.</summary>
    /// <param name="endpoint">The endpoint's name in Kestrel's section; any other text for listeners outside of it.</param>
    /// <param name="protocols">The TLS versions of the endpoint.</param>
    public TlsHandshakeCallbackOptions CreateCallback(string endpoint, SslProtocols protocols) => new()
    {
        OnConnection = context => ValueTask.FromResult(SelectOptions(endpoint, context.ClientHelloInfo.ServerName, protocols)),
    };

    /// <summary>Selects the TLS options of one handshake. ALPN is left out if the endpoint's own applies: Kestrel fills it in.</summary>
    /// <exception cref="AuthenticationException">No certificate matches; the handshake fails.</exception>
    public SslServerAuthenticationOptions SelectOptions(string endpoint, string serverName, SslProtocols protocols)
    {
        var entry = _tables.GetTable(endpoint).Find(serverName);
        if (entry?.Source.Current is not { } certificate)
            throw new AuthenticationException("No certificate matches this server name.");
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            EnabledSslProtocols = entry.SslProtocols ?? protocols,
            ApplicationProtocols = entry.Alpn,
            AllowRenegotiation = false,
        };
    }

    private CertificateSource Load(CertificateConfig certificate)
    {
        var source = new CertificateSource(certificate, logger);
        source.Load();
        return source;
    }
}
