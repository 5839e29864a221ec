namespace PrivacyGateway.Hosting.Tls;

/// <summary>A certificate as the state page shows it.</summary>
/// <param name="Path">Its place in the configuration.</param>
/// <param name="File">Its file.</param>
/// <param name="Names">The host names that it holds for.</param>
/// <param name="Issuer">The name of its issuer.</param>
/// <param name="Until">Its last day.</param>
internal sealed record CertificateReading(string Path, string File, IReadOnlyList<string> Names, string Issuer, DateTimeOffset Until);
