using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>The files of one certificate, and the last valid certificate that was loaded from them.</summary>
internal sealed partial class CertificateSource(CertificateConfig config, ILogger logger, LoadedCertificate? first = null)
{
    private volatile LoadedCertificate? _current = first;
    private string _lastRead = "";
    private string _applied = "";

    public CertificateConfig Config => config;

    /// <summary>
    /// Null if the files were never valid. A replaced certificate is not disposed, because handshakes may be using it.
    /// </summary>
    public LoadedCertificate? Current => _current;

    /// <summary>Reads the files for the first time.</summary>
    public void Load()
    {
        var content = CertificateContent.Read(config);
        _lastRead = content.Fingerprint;
        Apply(content);
    }

    /// <summary>
    /// Applies changed files once two successive reads are equal: a file may be half written, or its key not yet replaced.
    /// </summary>
    public void Refresh()
    {
        var content = CertificateContent.Read(config);
        var isStable = content.Fingerprint == _lastRead;
        _lastRead = content.Fingerprint;
        if (isStable && content.Fingerprint != _applied)
            Apply(content);
    }

    private void Apply(CertificateContent content)
    {
        _applied = content.Fingerprint;
        var (certificate, problem) = CertificateParser.Parse(config, content);
        if (certificate is null)
        {
            Log.Unusable(logger, config.Path, problem!.Key, problem.Message, problem.Remedy);
            return;
        }

        if (_current is { } before && before.Leaf.RawDataMemory.Span.SequenceEqual(certificate.Leaf.RawDataMemory.Span))
            Log.Same(logger, config.File);
        else if (_current is not null)
            Log.Renewed(logger, config.File, certificate.Leaf.NotAfter.ToUniversalTime());
        _current = certificate;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Path}.{Key}: {Problem} The previous certificate stays in use. {Remedy}")]
        public static partial void Unusable(ILogger logger, string path, string key, string problem, string remedy);

        [LoggerMessage(2, LogLevel.Information, "Certificate renewed: {File}, valid until {Until:u}.")]
        public static partial void Renewed(ILogger logger, string file, DateTime until);

        [LoggerMessage(3, LogLevel.Information, "{File} has changed; its certificate is the same.")]
        public static partial void Same(ILogger logger, string file);
    }
}
