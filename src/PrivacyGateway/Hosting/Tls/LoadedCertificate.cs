using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>A certificate with its private key and intermediates.</summary>
internal sealed class LoadedCertificate
{
    private LoadedCertificate(X509Certificate2 leaf, SslStreamCertificateContext context) => (Leaf, Context) = (leaf, context);

    public X509Certificate2 Leaf { get; }

    /// <summary>Created once: it holds the TLS library's context, which handshakes share.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <param name="leaf">The certificate with its private key.</param>
    /// <param name="others">Further certificates of the file; those of the chain are sent to clients.</param>
    public static LoadedCertificate From(X509Certificate2 leaf, X509Certificate2Collection others)
    {
        // Schannel cannot use ephemeral keys.
        if (OperatingSystem.IsWindows())
            leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);

        // Offline: the gateway does not download missing intermediates from the issuer.
        return new LoadedCertificate(leaf, SslStreamCertificateContext.Create(leaf, others, offline: true));
    }
}
