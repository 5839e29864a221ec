using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>A certificate with its private key and the intermediates that are sent along.</summary>
internal sealed class LoadedCertificate
{
    private LoadedCertificate(X509Certificate2 leaf, SslStreamCertificateContext context) => (Leaf, Context) = (leaf, context);

    public X509Certificate2 Leaf { get; }

    /// <summary>Built once: it also holds the TLS library's own context, which handshakes share.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <param name="leaf">With its private key.</param>
    /// <param name="others">Further certificates of the file; those of the chain are sent.</param>
    public static LoadedCertificate From(X509Certificate2 leaf, X509Certificate2Collection others)
    {
        // Windows shakes hands only with keys that are stored.
        if (OperatingSystem.IsWindows())
            leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);

        // Offline: the gateway does not call the issuer to complete a chain. What is missing in the file is missing.
        return new LoadedCertificate(leaf, SslStreamCertificateContext.Create(leaf, others, offline: true));
    }
}
