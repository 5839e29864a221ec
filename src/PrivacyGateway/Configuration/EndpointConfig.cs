namespace PrivacyGateway.Configuration;

/// <summary>A public listener of Kestrel's section.</summary>
/// <param name="Name">Kestrel's name for it.</param>
/// <param name="Path">Its place, a JSON path.</param>
/// <param name="Url">The address that it listens on, as written.</param>
/// <param name="IsHttps">Whether it speaks TLS.</param>
/// <param name="Certificate">For names that <paramref name="Sni"/> does not know; null for the default one.</param>
/// <param name="Sni">By server name, in the file's order.</param>
internal sealed record EndpointConfig(string Name, string Path, string Url, bool IsHttps, CertificateConfig? Certificate, IReadOnlyList<SniConfig> Sni);
