using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>Parses a certificate and its private key from PEM or PKCS#12 bytes.</summary>
internal static class CertificateParser
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    /// <returns>Exactly one of the two is not null.</returns>
    public static (LoadedCertificate? Certificate, CertificateProblem? Problem) Parse(CertificateConfig config, CertificateContent content)
    {
        if (content.Certificate is not { } bytes)
            return Fail("Path", $"the file {config.File} is missing or cannot be read.", "Check the path and its permissions.");
        var pem = Encoding.Latin1.GetString(bytes);
        if (!pem.Contains(Begin, StringComparison.Ordinal))
            return ParsePkcs12(config, bytes);
        if (Count(pem, Begin) != Count(pem, End))
            return Fail("Path", $"{config.File} is truncated.", "Let the ACME client write the file again.");
        if (config.KeyFile is not null && content.Key is null)
            return Fail("KeyPath", $"the file {config.KeyFile} is missing or cannot be read.", "Check the path and its permissions.");

        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return Fail("Path", $"{config.File} holds a certificate that cannot be read.", "Let the ACME client write the file again.");
        }

        return chain.Count == 0
            ? Fail("Path", $"{config.File} holds no certificate.", "Name the file with the full chain, such as certbot's fullchain.pem.")
            : AddKey(config, chain, content.Key is null ? pem : Encoding.Latin1.GetString(content.Key));
    }

    private static (LoadedCertificate? Certificate, CertificateProblem? Problem) AddKey(
        CertificateConfig config, X509Certificate2Collection chain, string key)
    {
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return config.KeyFile is null
                ? Fail("KeyPath", $"{config.File} holds a certificate without its private key.", "Name the key's file with KeyPath.")
                : Fail("KeyPath", $"{config.KeyFile} holds no private key.", "Name the private key, such as certbot's privkey.pem.");
        }

        var isEncrypted = key.Contains(Encrypted, StringComparison.Ordinal);
        if (isEncrypted && config.Password is null)
            return Fail("Password", "the private key is encrypted.", "Set its Password, for example by an environment variable.");
        var leaf = chain[0];
        chain.RemoveAt(0);
        try
        {
            var pem = leaf.ExportCertificatePem();
            using (leaf)
                return (LoadedCertificate.From(isEncrypted ? X509Certificate2.CreateFromEncryptedPem(pem, key, config.Password)
                    : X509Certificate2.CreateFromPem(pem, key), chain), null);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return isEncrypted
                ? Fail("Password",
                    $"{config.KeyFile ?? config.File} does not open with this password, or holds the key of another certificate.",
                    "Check the password, and that both files were issued together.")
                : Fail("KeyPath", $"{config.KeyFile ?? config.File} is not the private key of the certificate in {config.File}.",
                    "Name two files that were issued together.");
        }
    }

    private static (LoadedCertificate? Certificate, CertificateProblem? Problem) ParsePkcs12(CertificateConfig config, byte[] bytes)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(bytes, config.Password);
            if (all.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } leaf)
                return Fail(
                    "Path", $"{config.File} holds no certificate with a private key.", "Export the certificate with its private key.");
            all.Remove(leaf);
            return (LoadedCertificate.From(leaf, all), null);
        }
        catch (CryptographicException)
        {
            return Fail("Path", $"{config.File} is neither PEM nor a PKCS#12 file that opens with this password.",
                "Check the file and its Password.");
        }
    }

    private static int Count(string text, string mark)
    {
        var count = 0;
        for (var at = text.IndexOf(
            mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    private static (LoadedCertificate? Certificate, CertificateProblem? Problem) Fail(string key, string message, string remedy) =>
        (null, new CertificateProblem(key, message, remedy));

    /// <summary>Why a certificate's files cannot be used.</summary>
    /// <param name="Key">The configuration's key that is to blame: <c>Path</c>, <c>KeyPath</c> or <c>Password</c>.</param>
    /// <param name="Message">The problem, with the file.</param>
    /// <param name="Remedy">The remedy.</param>
    internal sealed record CertificateProblem(string Key, string Message, string Remedy);
}
