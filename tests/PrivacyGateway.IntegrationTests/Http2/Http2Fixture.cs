using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>
/// One gateway with a cleartext HTTP/2 listener (prior knowledge) and a TLS listener that negotiates; the requests are
/// sequential. At the end, no identifier may be in any request that was forwarded without consent or in the output.
/// </summary>
public sealed class Http2Fixture : IAsyncLifetime
{
    /// <summary>Part of every value that must not be forwarded: the judge searches for it.</summary>
    public const string Canary = "4260000000000000777";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-h2-");
    private readonly RecordingTrackDomain _trackDomain = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public int TlsPort { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = WriteCertificate();
        Gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            _trackDomain.Address,
            _trackDomain.Address,
            $$"""
            "Kestrel": { "Endpoints": {
              "Cleartext": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" },
              "Secure": { "Url": "https://127.0.0.1:0", "Protocols": "Http1AndHttp2", "Certificate": { "Path": "{{certificate}}", "KeyPath": "{{key}}" } } } },
            "Logging": { "LogLevel": { "Default": "Debug" } },
            """));
        TlsPort = await TlsPortAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
            string[] alarms = [Canary, "Guard violation", "A request failed in the gateway", "nhandled exception"];
            var lines = Gateway.Output.Split('\n')
                .Where(line => Array.Exists(alarms, alarm => line.Contains(alarm, StringComparison.Ordinal))).Distinct();
            Assert.True(!lines.Any(), string.Join('\n', lines));
        }

        await _trackDomain.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal Task<Http2Exchange> SendAsync(Http2Request request) => SendAsync(request.SendAsync);

    /// <param name="send">Talks to the cleartext listener on the given port.</param>
    internal async Task<Http2Exchange> SendAsync(Func<int, Task<Http2Response>> send)
    {
        _trackDomain.Clear();
        var response = await send(Gateway.Port);
        return new Http2Exchange(response, _trackDomain.Requests);
    }

    private (string Certificate, string Key) WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={WireHosts.OptOut}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        var files = (Path.Combine(_folder.FullName, "cert.pem"), Path.Combine(_folder.FullName, "key.pem"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    /// <summary>It is printed among the first lines, perhaps after the line that reports readiness.</summary>
    private async Task<int> TlsPortAsync()
    {
        const string Mark = "Now listening on: https://127.0.0.1:";
        await Gateway.WaitForOutputAsync(Mark);
        var output = Gateway.Output;
        var digits = output[(output.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
