using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>One certificate's files and the last good certificate that came out of them.</summary>
internal sealed partial class CertificateSource(CertificateConfig config, ILogger logger, LoadedCertificate? first = null)
{
    private volatile LoadedCertificate? _current = first;
    private string _seen = "";
    private string _settled = "";

    public CertificateConfig Config => config;

    /// <summary>
    /// Null only if the files never were any good. One that was replaced is not disposed: handshakes may be using it.
    /// </summary>
    public LoadedCertificate? Current => _current;

    /// <summary>Reads the files for the first time.</summary>
    public void Load()
    {
        var content = CertificateContent.Read(config);
        _seen = content.Fingerprint;
        Take(content);
    }

    /// <summary>Takes what has changed. Content counts once it was the same at two looks: a file may be half written, or its key yet to come.</summary>
    public void Look()
    {
        var content = CertificateContent.Read(config);
        var isSettled = content.Fingerprint == _seen;
        _seen = content.Fingerprint;
        if (isSettled && content.Fingerprint != _settled)
            Take(content);
    }

    private void Take(CertificateContent content)
    {
        _settled = content.Fingerprint;
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
        [LoggerMessage(1, LogLevel.Error, "{Path}.{Key}: {Problem} The certificate that was read before stays in force. {Remedy}")]
        public static partial void Unusable(ILogger logger, string path, string key, string problem, string remedy);

        [LoggerMessage(2, LogLevel.Information, "A new certificate is in force: {File}, valid until {Until:u}.")]
        public static partial void Renewed(ILogger logger, string file, DateTime until);

        [LoggerMessage(3, LogLevel.Information, "{File} was read again; the certificate is the same.")]
        public static partial void Same(ILogger logger, string file);
    }
}
