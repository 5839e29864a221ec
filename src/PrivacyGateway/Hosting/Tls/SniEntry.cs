using System.Net.Security;
using System.Security.Authentication;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>What is presented for a server name.</summary>
/// <param name="Source">Where the certificate comes from.</param>
/// <param name="Alpn">HTTP versions to offer; null for the endpoint's own.</param>
/// <param name="SslProtocols">TLS versions; null for the endpoint's own.</param>
internal sealed record SniEntry(CertificateSource Source, List<SslApplicationProtocol>? Alpn = null, SslProtocols? SslProtocols = null);
