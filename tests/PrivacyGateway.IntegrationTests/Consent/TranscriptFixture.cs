using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>The gateway of docs/consent.md, with TLS, and a shell with the real curl.</summary>
public sealed class TranscriptFixture : IAsyncLifetime
{
    private const string Common =
        "\"cookieDomain\": \"shop.example\", \"allowedOrigins\": [\"https://www.shop.example\"], \"optOutRedirects\": "
            + "[\"https://www.shop.example/privacy\"], "
        + "\"signals\": { \"globalPrivacyControl\": true }";

    /// <summary>curl would use them, or the file that they name.</summary>
    private static readonly string[] CurlVariables =
        ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "CURL_HOME",
            "SSLKEYLOGFILE"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-consent-");
    private readonly RecordingTrackDomain _trackDomain = new();
    private GatewayProcess? _gateway;

    public async ValueTask InitializeAsync()
    {
        WriteCertificate();
        _gateway = await GatewayProcess.StartAsync(Config());
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The shell's output for a command that begins with <c>curl</c>.</summary>
    internal async Task<string> RunAsync(string command, CancellationToken cancellation)
    {
        var to = $"127.0.0.1:{_gateway!.Port}";
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $"curl -q -k --http1.1 --max-time 30 --noproxy '*' --connect-to track.shop.example:443:{to} --connect-to "
                + $"optin.shop.example:443:{to} {command["curl ".Length..]}");
        foreach (var variable in CurlVariables)
            start.Environment.Remove(variable);

        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(cancellation), shell.StandardError.ReadToEndAsync(cancellation));
        await shell.WaitForExitAsync(cancellation);
        return await output + await errors;
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("*.shop.example");
        request.CertificateExtensions.Add(names.Build());

        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(Path.Combine(_folder.FullName, "track.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder.FullName, "track.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string Config()
    {
        var config = JsonNode.Parse(
            $$"""
            {
              "Kestrel": { "Endpoints": { "Https": { "Url": "https://127.0.0.1:0" } } },
              "ReverseProxy": {
                "Routes": { {{Route("track")}}, {{Route("optin")}} },
                "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "{{_trackDomain.Address}}" } } } }
              },
              "PrivacyGateway": {
                "Policies": {
                  "track": { "userIdentification": { "enableAnonymousFunction": true }, {{Common}}, "refreshOptOut": true },
                  "optin": { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": true }, {{Common}} }
                }
              }
            }
            """)!;
        config["Kestrel"]!["Endpoints"]!["Https"]!["Certificate"] = new JsonObject
        {
            ["Path"] = Path.Combine(_folder.FullName, "track.pem"),
            ["KeyPath"] = Path.Combine(_folder.FullName, "track.key"),
        };
        return config.ToJsonString();
    }

    private static string Route(string name) =>
        $$$""" "{{{name}}}": { "ClusterId": "track-domain", "Match": { "Hosts": ["{{{name}}}.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{{name}}}" } }""";
}
