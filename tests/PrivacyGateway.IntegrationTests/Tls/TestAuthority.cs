using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>
/// A root, an intermediate below it and the certificates they issue. Clients that trust the root alone need the whole chain.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private byte _serial;

    public TestAuthority()
    {
        Root = Request("CN=Test Root", _rootKey, isAuthority: true).CreateSelfSigned(Now.AddDays(-20), Now.AddDays(20));
        using var issued = Request("CN=Test Intermediate", _intermediateKey, isAuthority: true).Create(
            Root, Now.AddDays(-19), Now.AddDays(19), [1, 1]);
        Intermediate = issued.CopyWithPrivateKey(_intermediateKey);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public string IntermediatePem => Intermediate.ExportCertificatePem() + "\n";

    public string IntermediateKeyPem => _intermediateKey.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>A certificate for these names, valid from this many days on to this many.</summary>
    public X509Certificate2 Issue(string[] names, bool isRsa = false, int from = -1, int to = 10)
    {
        using AsymmetricAlgorithm key = isRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(name);
        var request = Request($"CN={names[0]}", key, isAuthority: false);
        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = request.Create(
            Intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(_intermediateKey), Now.AddDays(from), Now.AddDays(to),
            [2, ++_serial]);
        return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>The certificate with its intermediate, as an ACME client's <c>fullchain.pem</c>.</summary>
    public string FullChain(X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n{IntermediatePem}";

    public static string KeyPem(X509Certificate2 certificate) =>
        certificate.GetRSAPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
        _rootKey.Dispose();
        _intermediateKey.Dispose();
    }

    private static CertificateRequest Request(string subject, AsymmetricAlgorithm key, bool isAuthority)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        if (isAuthority)
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
