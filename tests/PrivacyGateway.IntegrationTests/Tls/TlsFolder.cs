using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>A folder with the files of several certificates, each under the name of its first host.</summary>
public sealed class TlsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");

    public TestAuthority Authority { get; } = new();

    public string Path => _folder.FullName;

    /// <summary>Kestrel's <c>Certificate</c> for these files.</summary>
    public string Json(string name) => $$"""{ "Path": "{{File(name, "pem")}}", "KeyPath": "{{File(name, "key")}}" }""";

    public string File(string name, string ending) => System.IO.Path.Combine(Path, $"{name}.{ending}");

    /// <summary>Issues a certificate and writes its chain and key.</summary>
    /// <returns>Kestrel's <c>Certificate</c>.</returns>
    public string Issue(string name, string[] hosts, bool isRsa = false, int from = -1, int to = 10)
    {
        using var certificate = Authority.Issue(hosts, isRsa, from, to);
        System.IO.File.WriteAllText(File(name, "pem"), Authority.FullChain(certificate));
        System.IO.File.WriteAllText(File(name, "key"), TestAuthority.KeyPem(certificate));
        return Json(name);
    }

    /// <summary>The same as one PKCS#12 file.</summary>
    public string IssuePkcs12(string name, string[] hosts, string password)
    {
        using var certificate = Authority.Issue(hosts);
        var all = new X509Certificate2Collection(certificate) { X509CertificateLoader.LoadCertificate(Authority.Intermediate.RawData) };
        System.IO.File.WriteAllBytes(File(name, "pfx"), all.Export(X509ContentType.Pkcs12, password)!);
        return $$"""{ "Path": "{{File(name, "pfx")}}", "Password": "{{password}}" }""";
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
