using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The certificates in force. A handshake asks here; nothing is bound anew when one changes.</summary>
internal sealed class CertificateStore(ILogger<CertificateStore> logger)
{
    private readonly Lock _writing = new();
    private volatile SniTables _tables = new(new KestrelConfig(), _ => throw new InvalidOperationException("There is no certificate."));

    /// <summary>Puts a validated section in force: certificates, server names and fallbacks, not addresses. Files that were in use keep their last good certificate.</summary>
    public void Use(KestrelConfig config)
    {
        lock (_writing)
        {
            var before = _tables;
            _tables = new SniTables(config, certificate => before.Find(certificate) ?? Load(certificate));
        }
    }

    /// <summary>Looks at all files for changes.</summary>
    public void Look()
    {
        lock (_writing)
        {
            foreach (var source in _tables.Sources)
                source.Look();
        }
    }

    /// <summary>Each certificate's place in the configuration and its last day.</summary>
    public IEnumerable<(string Path, DateTimeOffset Until)> Expiries => _tables.Sources.Where(static source => source.Current is not null).Select(static source =>
        (source.Config.Path, new DateTimeOffset(source.Current!.Leaf.NotAfter.ToUniversalTime())));

    /// <summary>What a listener asks at each handshake.</summary>
    /// <param name="endpoint">Its name in Kestrel's section, or nothing that stands there.</param>
    /// <param name="protocols">The TLS versions it speaks.</param>
    public TlsHandshakeCallbackOptions Callback(string endpoint, SslProtocols protocols) => new()
    {
        OnConnection = context => ValueTask.FromResult(Answer(endpoint, context.ClientHelloInfo.ServerName, protocols)),
    };

    /// <summary>For one handshake. Without the HTTP versions where the endpoint's own hold: Kestrel fills them in.</summary>
    /// <exception cref="AuthenticationException">The handshake is to be refused.</exception>
    public SslServerAuthenticationOptions Answer(string endpoint, string serverName, SslProtocols protocols)
    {
        var entry = _tables.Of(endpoint).Find(serverName);
        if (entry?.Source.Current is not { } certificate)
            throw new AuthenticationException("There is no certificate for this server name.");
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
