using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary><c>validate</c> and <c>serve</c> check the certificates' files and report their mistakes beside all others.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private readonly TlsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("validate", "FILE")]
    [InlineData("serve", "--config", "FILE")]
    public async Task Every_bad_certificate_file_is_reported_with_location_and_remedy_beside_other_mistakes(params string[] verb)
    {
        _folder.Issue("good", [WireHosts.OptOut]);
        _folder.Issue("other", [WireHosts.OptOut]);
        File.WriteAllText(_folder.File("rubbish", "pem"), "rubbish");
        File.WriteAllText(_folder.File("empty", "pem"), "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n");
        var (good, key) = (_folder.File("good", "pem"), _folder.File("good", "key"));

        var run = await GatewayCommand.RunWithAsync(
            Config($$"""
                "missing.test": { "Certificate": { "Path": "{{_folder.Path}}/missing.pem", "KeyPath": "{{key}}" } },
                "keyless.test": { "Certificate": { "Path": "{{good}}" } },
                "nokey.test": { "Certificate": { "Path": "{{good}}", "KeyPath": "{{_folder.Path}}/missing.key" } },
                "wrong.test": { "Certificate": { "Path": "{{good}}", "KeyPath": "{{_folder.File("other", "key")}}" } },
                "rubbish.test": { "Certificate": { "Path": "{{_folder.File("rubbish", "pem")}}", "KeyPath": "{{key}}" } },
                "empty.test": { "Certificate": { "Path": "{{_folder.File("empty", "pem")}}" } },
                "swapped.test": { "Certificate": { "Path": "{{key}}", "KeyPath": "{{good}}" } },
                "misspelt.test": { "Certifcate": {} },
                "*": { "Certificate": {{_folder.Json("good")}} }
                """).Replace("\"level\"", "\"levle\"", StringComparison.Ordinal),
            verb);

        Assert.Equal(1, run.ExitCode);
        foreach (var (place, message) in new[]
        {
            ("['missing.test'].Certificate.Path", $"the file {_folder.Path}/missing.pem is missing or cannot be read. Check the path"),
            ("['keyless.test'].Certificate.KeyPath", "without its private key. Name the key's file with KeyPath."),
            ("['nokey.test'].Certificate.KeyPath", $"the file {_folder.Path}/missing.key is missing"),
            ("['wrong.test'].Certificate.KeyPath", $"is not the private key of the certificate in {good}."),
            ("['rubbish.test'].Certificate.Path", "is neither PEM nor"),
            ("['empty.test'].Certificate.Path", "holds no certificate. Name the file with the full chain"),
            ("['swapped.test'].Certificate.Path", "holds no certificate."),
            ("['misspelt.test'].Certifcate", "Did you mean \"Certificate\"?"),
        })
        {
            var line = Assert.Single(
                run.Error.Split('\n'), line => line.Contains($"error: $.Kestrel.Endpoints.Https.Sni{place}: ", StringComparison.Ordinal));
            Assert.Contains(message, line, StringComparison.Ordinal);
        }

        Assert.Contains("levle", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_certificates_and_hosts_without_a_certificate_are_warned_about()
    {
        _folder.Issue("expired", [WireHosts.OptOut], from: -5, to: -2);
        _folder.Issue("early", [WireHosts.OptIn], from: 2, to: 5);

        var run = await GatewayCommand.RunWithAsync(
            Config($$"""
                "{{WireHosts.OptOut}}": { "Certificate": {{_folder.Json("expired")}} },
                "{{WireHosts.OptIn}}": { "Certificate": {{_folder.Json("early")}} },
                "{{WireHosts.Off}}": { "Certificate": {{_folder.Json("early")}} }
                """),
            "validate",
            "FILE");

        Assert.Equal(0, run.ExitCode);
        foreach (var warning in new[]
        {
            $"Sni['{WireHosts.OptOut}'].Certificate.Path: the certificate in {_folder.File("expired", "pem")} expired on ",
            $"Sni['{WireHosts.OptIn}'].Certificate.Path: the certificate in {_folder.File("early", "pem")} is not valid before ",
            $"$.Kestrel.Endpoints.Https: the certificate in {_folder.File("early", "pem")} does not cover {WireHosts.Off}",
            $"$.Kestrel.Endpoints.Https: {WireHosts.Strict} is a route's host, but the endpoint has no certificate for it.",
        })
            Assert.Single(run.Error.Split('\n'), line => line.Contains("warning: ", StringComparison.Ordinal) && line.Contains(
                warning, StringComparison.Ordinal));
        Assert.DoesNotContain($"not cover {WireHosts.OptOut}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encrypted_key_needs_its_password()
    {
        using var certificate = _folder.Authority.Issue(["*.shop.test"]);
        var key = certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        await File.WriteAllTextAsync(
            _folder.File("own", "pem"), _folder.Authority.FullChain(certificate) + key, TestContext.Current.CancellationToken);

        async Task<string> ValidateAsync(string password) => (await GatewayCommand.RunWithAsync(
            Config($$""" "*": { "Certificate": { "Path": "{{_folder.File("own", "pem")}}" {{password}} } } """), "validate", "FILE")).Error;

        Assert.Contains("Certificate.Password: the private key is encrypted.", await ValidateAsync(""), StringComparison.Ordinal);
        Assert.Contains("Certificate.Password: ", await ValidateAsync(", \"Password\": \"wrong\""), StringComparison.Ordinal);
        Assert.DoesNotContain("error", await ValidateAsync(", \"Password\": \"secret\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTPS_address_without_a_certificate_is_an_error_before_anything_listens()
    {
        var run = await GatewayCommand.RunWithAsync(
            WireHosts.Config("https://track-domain.example/", "https://track-domain.example/"), "serve", "--config", "FILE", "--urls",
            "https://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("https://127.0.0.1:0 needs a certificate.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Kestrel.Certificates.Default", run.Error, StringComparison.Ordinal);
    }

    private static string Config(string sni) => WireHosts.Config(
        "https://track-domain.example/",
        "https://track-domain.example/",
        $$""" "Kestrel": { "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Sni": { {{sni}} } } } }, """);
}
