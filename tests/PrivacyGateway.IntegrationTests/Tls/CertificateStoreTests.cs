using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>What counts as a change, and what a new configuration changes while running.</summary>
public sealed class CertificateStoreTests : IDisposable
{
    private readonly TlsFolder _folder = new();
    private readonly CertificateStore _store = new(NullLogger<CertificateStore>.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_counts_once_it_stands_still()
    {
        _folder.Issue("live", ["a.test"]);
        _store.Use(Config(("*", "live")));
        var before = Shown("a.test");

        // The leaf and its key are there, the rest of the chain is still being written.
        _folder.Issue("next", ["a.test"]);
        var chain = File.ReadAllText(_folder.File("next", "pem"));
        File.Copy(_folder.File("next", "key"), _folder.File("live", "key"), overwrite: true);
        File.WriteAllText(_folder.File("live", "pem"), chain[..(chain.IndexOf("-----END", StringComparison.Ordinal) + 26)]);
        _store.Look();
        Assert.Equal(before, Shown("a.test"));

        File.WriteAllText(_folder.File("live", "pem"), chain);
        _store.Look();
        Assert.Equal(before, Shown("a.test"));

        _store.Look();
        Assert.NotEqual(before, Shown("a.test"));
        Assert.Single(_store.Answer("Https", "a.test", SslProtocols.None).ServerCertificateContext!.IntermediateCertificates);
    }

    [Fact]
    public void Names_can_be_added_and_taken_away_while_running()
    {
        _folder.Issue("a", ["a.test"]);
        _folder.Issue("b", ["b.test"]);
        _store.Use(Config(("a.test", "a")));
        Assert.Throws<AuthenticationException>(() => Shown("b.test"));

        _store.Use(Config(("b.test", "b")));

        Assert.Equal("CN=b.test", _store.Answer("https", "b.test", SslProtocols.None).ServerCertificateContext!.TargetCertificate.Subject);
        Assert.Throws<AuthenticationException>(() => Shown("a.test"));
    }

    [Fact]
    public void A_file_that_broke_meanwhile_keeps_its_last_good_certificate_through_a_new_configuration()
    {
        _folder.Issue("a", ["a.test"]);
        _folder.Issue("b", ["b.test"]);
        _store.Use(Config(("a.test", "a")));
        var before = Shown("a.test");
        File.Delete(_folder.File("a", "pem"));

        _store.Use(Config(("a.test", "a"), ("b.test", "b")));
        _store.Look();
        _store.Look();

        Assert.Equal(before, Shown("a.test"));
    }

    private string Shown(string serverName) => _store.Answer("Https", serverName, SslProtocols.None).ServerCertificateContext!.TargetCertificate.SerialNumber;

    private KestrelConfig Config(params (string Host, string Name)[] names) => new()
    {
        Endpoints =
        [
            new EndpointConfig("Https", "$", "https://*:443", IsHttps: true, null,
                [.. names.Select(name => new SniConfig(name.Host, new CertificateConfig("$", _folder.File(name.Name, "pem"), _folder.File(name.Name, "key"), null), null, null))]),
        ],
    };
}
