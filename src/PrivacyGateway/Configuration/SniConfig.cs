using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>What an endpoint does for one server name.</summary>
/// <param name="Host">A name, <c>*.</c> and a name, or <c>*</c> for every other.</param>
/// <param name="Certificate">Null for the endpoint's own.</param>
/// <param name="Protocols">HTTP versions to offer; null for the endpoint's own.</param>
/// <param name="SslProtocols">TLS versions; null for the endpoint's own.</param>
internal sealed record SniConfig(string Host, CertificateConfig? Certificate, HttpVersions? Protocols, SslProtocols? SslProtocols);
