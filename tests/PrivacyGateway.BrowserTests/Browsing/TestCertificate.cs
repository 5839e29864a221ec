using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>One self-signed certificate for every host of the tests, as PEM files: the pixel speaks https only.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-tls-");

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("*.shop.test");
        names.AddDnsName("*.vendor.test");
        request.CertificateExtensions.Add(names.Build());

        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        CertificatePath = Path.Combine(_folder.FullName, "track.pem");
        KeyPath = Path.Combine(_folder.FullName, "track.key");
        File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificatePath { get; }

    public string KeyPath { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
