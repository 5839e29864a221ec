using System.Net.Security;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The tables of all endpoints with their certificates, replaced as a whole.</summary>
internal sealed class SniTables
{
    private readonly Dictionary<string, SniTable> _byEndpoint = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string File, string? KeyFile, string? Password), CertificateSource> _sources = [];
    private readonly SniTable _other;

    /// <param name="config">The Kestrel section.</param>
    /// <param name="find">Returns the source of a certificate already in use, or creates one.</param>
    public SniTables(KestrelConfig config, Func<CertificateConfig, CertificateSource> find)
    {
        SniEntry? Entry(CertificateConfig? certificate) => certificate is null ? null : new SniEntry(Source(certificate, find));

        var fallback = Entry(config.DefaultCertificate);
        foreach (var endpoint in config.Endpoints.Where(endpoint => endpoint.IsHttps))
        {
            var own = Entry(endpoint.Certificate) ?? fallback;
            var byName = endpoint.Sni.Where(sni => sni.Certificate is not null || own is not null).Select(sni => KeyValuePair.Create(
                sni.Host,
                (Entry(sni.Certificate) ?? own!) with { Alpn = Alpn(sni.Protocols), SslProtocols = sni.SslProtocols }));
            _byEndpoint[endpoint.Name] = new SniTable(byName, own);
        }

        _other = new SniTable([], fallback);
    }

    public IReadOnlyCollection<CertificateSource> Sources => _sources.Values;

    /// <summary>The table of an endpoint in Kestrel's section; for any other name, the table of the listeners from <c>--urls</c>.</summary>
    public SniTable GetTable(string endpoint) => _byEndpoint.GetValueOrDefault(endpoint, _other);

    /// <summary>The source of this certificate; null if it is not in use.</summary>
    public CertificateSource? Find(CertificateConfig certificate) =>
        _sources.GetValueOrDefault((certificate.File, certificate.KeyFile, certificate.Password));

    private CertificateSource Source(CertificateConfig certificate, Func<CertificateConfig, CertificateSource> find) =>
        Find(certificate) ?? (_sources[(certificate.File, certificate.KeyFile, certificate.Password)] = find(certificate));

    private static List<SslApplicationProtocol>? Alpn(HttpVersions? versions) => versions switch
    {
        HttpVersions.Http1 => [SslApplicationProtocol.Http11],
        HttpVersions.Http2 => [SslApplicationProtocol.Http2],
        HttpVersions.Http1AndHttp2 => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        _ => null,
    };
}
