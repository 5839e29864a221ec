using System.IO;
using System.Security.Cryptography;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The bytes of a certificate's files, read together.</summary>
/// <param name="Certificate">Null if the file cannot be read.</param>
/// <param name="Key">Null if no key file is configured, or it cannot be read.</param>
/// <param name="Fingerprint">
/// A hash of both files. Content is compared instead of dates, because a link may be swapped for an older file.
/// </param>
internal sealed record CertificateContent(byte[]? Certificate, byte[]? Key, string Fingerprint)
{
    /// <summary>A certificate chain has a few kilobytes; larger files are rejected.</summary>
    private const int MaxBytes = 1024 * 1024;

    public static CertificateContent Read(CertificateConfig config)
    {
        var certificate = ReadFile(config.File);
        var key = config.KeyFile is null ? null : ReadFile(config.KeyFile);
        return new CertificateContent(certificate, key, $"{Hash(certificate)} {Hash(key)}");
    }

    private static byte[]? ReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxBytes)
                return null;
            var bytes = new byte[file.Length];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static string Hash(byte[]? bytes) => bytes is null ? "none" : Convert.ToHexString(SHA256.HashData(bytes));
}
