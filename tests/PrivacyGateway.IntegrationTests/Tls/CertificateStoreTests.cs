using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>When a file counts as changed, and the effect of a new configuration at run time.</summary>
public sealed class CertificateStoreTests : IDisposable
{
    private readonly TlsFolder _folder = new();
    private readonly CertificateStore _store = new(NullLogger<CertificateStore>.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changed_certificate_is_loaded_once_its_files_are_stable()
    {
        _folder.Issue("live", ["a.test"]);
        _store.Apply(Config(("*", "live")));
        var before = Shown("a.test");

        // The leaf and its key are written, the rest of the chain is not yet complete.
        _folder.Issue("next", ["a.test"]);
        var chain = File.ReadAllText(_folder.File("next", "pem"));
        File.Copy(_folder.File("next", "key"), _folder.File("live", "key"), overwrite: true);
        File.WriteAllText(_folder.File("live", "pem"), chain[..(chain.IndexOf("-----END", StringComparison.Ordinal) + 26)]);
        _store.Refresh();
        Assert.Equal(before, Shown("a.test"));

        File.WriteAllText(_folder.File("live", "pem"), chain);
        _store.Refresh();
        Assert.Equal(before, Shown("a.test"));

        _store.Refresh();
        Assert.NotEqual(before, Shown("a.test"));
        Assert.Single(_store.SelectOptions("Https", "a.test", SslProtocols.None).ServerCertificateContext!.IntermediateCertificates);
    }

    [Fact]
    public void Server_names_can_be_added_and_removed_while_running()
    {
        _folder.Issue("a", ["a.test"]);
        _folder.Issue("b", ["b.test"]);
        _store.Apply(Config(("a.test", "a")));
        Assert.Throws<AuthenticationException>(() => Shown("b.test"));

        _store.Apply(Config(("b.test", "b")));

        Assert.Equal(
            "CN=b.test", _store.SelectOptions("https", "b.test", SslProtocols.None).ServerCertificateContext!.TargetCertificate.Subject);
        Assert.Throws<AuthenticationException>(() => Shown("a.test"));
    }

    [Fact]
    public void Broken_certificate_file_keeps_its_last_valid_certificate_after_a_reload()
    {
        _folder.Issue("a", ["a.test"]);
        _folder.Issue("b", ["b.test"]);
        _store.Apply(Config(("a.test", "a")));
        var before = Shown("a.test");
        File.Delete(_folder.File("a", "pem"));

        _store.Apply(Config(("a.test", "a"), ("b.test", "b")));
        _store.Refresh();
        _store.Refresh();

        Assert.Equal(before, Shown("a.test"));
    }

    private string Shown(string serverName) =>
        _store.SelectOptions("Https", serverName, SslProtocols.None).ServerCertificateContext!.TargetCertificate.SerialNumber;

    private KestrelConfig Config(params (string Host, string Name)[] names) => new()
    {
        Endpoints =
        [
            new EndpointConfig("Https", "$", "https://*:443", IsHttps: true, null,
                [.. names.Select(name => new SniConfig(name.Host, new CertificateConfig(
                    "$", _folder.File(name.Name, "pem"), _folder.File(name.Name, "key"), null), null, null))]),
        ],
    };
}
