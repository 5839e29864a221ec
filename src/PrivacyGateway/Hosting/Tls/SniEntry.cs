using System.Net.Security;
using System.Security.Authentication;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The TLS settings of a server name.</summary>
/// <param name="Source">Provides the certificate.</param>
/// <param name="Alpn">HTTP versions to offer; null for the endpoint's.</param>
/// <param name="SslProtocols">TLS versions; null for the endpoint's.</param>
internal sealed record SniEntry(CertificateSource Source, List<SslApplicationProtocol>? Alpn = null, SslProtocols? SslProtocols = null);
