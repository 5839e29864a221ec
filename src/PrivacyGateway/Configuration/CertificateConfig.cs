namespace PrivacyGateway.Configuration;

/// <summary>A certificate as Kestrel's section names it.</summary>
/// <param name="Path">Its place, a JSON path.</param>
/// <param name="File">PEM with the certificate first and its intermediates after it, or PKCS#12.</param>
/// <param name="KeyFile">PEM of the private key; null if it stands in <paramref name="File"/>.</param>
/// <param name="Password">Of the private key, or null.</param>
internal sealed record CertificateConfig(string Path, string File, string? KeyFile, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => File;
}
