using System.Diagnostics;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>
/// Certificates are renewed while browsers connect, in every way in which ACME clients and orchestrators write files.
/// The totals go to <c>renewal-figures.txt</c> beside this assembly.
/// </summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private const string Host = WireHosts.Off;

    /// <summary>At least this many, however slow the machine is.</summary>
    private const int Visits = 200;

    private readonly RecordingTrackDomain _trackDomain = new();
    private readonly TestAuthority _authority = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");

    private string Live => Path.Combine(_folder.FullName, "live");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Certificates_are_renewed_under_load_without_a_failed_handshake()
    {
        var openssl = new OpenSsl(_folder.FullName, _authority);
        var first = await openssl.IssueAsync(Host);
        Directory.CreateDirectory(Live);
        await OverwriteAsync(first.Chain, first.Key);
        await using var gateway = await GatewayProcess.StartAsync(Config());
        await using var load = new HandshakeLoad(
            gateway.Port, Host, _authority.Root, RequestSpec.Hit(Host, "p=600,home", "Connection: close").Bytes());
        await load.SeesAsync(first.Serial);

        Func<string, string, Task>[] ways = [OverwriteAsync, RenameAsync, LinkFilesAsync, LinkFolderAsync, LinkFolderAsync];
        foreach (var write in ways)
        {
            var renewed = await openssl.IssueAsync(Host);
            await write(renewed.Chain, renewed.Key);
            await load.SeesAsync(renewed.Serial);
        }

        await load.ComesAsync(Visits);
        await load.StopAsync();
        var figures =
            $"certificate renewal under load: {load.Visits + load.Failed} handshakes, {ways.Length} renewals, failed {load.Failed}";
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "renewal-figures.txt"), figures + "\n", TestContext.Current.CancellationToken);
        Assert.True(load.Failed == 0, $"{figures}: {load.Failures}");
    }

    /// <summary>In place, the certificate first.</summary>
    private async Task OverwriteAsync(string chain, string key)
    {
        await File.WriteAllTextAsync(Path.Combine(Live, "fullchain.pem"), chain);
        await File.WriteAllTextAsync(Path.Combine(Live, "privkey.pem"), key);
    }

    /// <summary>New files are renamed over the old ones.</summary>
    private async Task RenameAsync(string chain, string key)
    {
        foreach (var (name, text) in new[] { ("privkey.pem", key), ("fullchain.pem", chain) })
        {
            var written = Path.Combine(Live, name + ".new");
            await File.WriteAllTextAsync(written, text);
            File.Move(written, Path.Combine(Live, name), overwrite: true);
        }
    }

    /// <summary>As certbot does: each file is a link, and the links are changed one after the other.</summary>
    private async Task LinkFilesAsync(string chain, string key)
    {
        var archive = Directory.CreateDirectory(Path.Combine(_folder.FullName, "archive")).FullName;
        foreach (var (name, text) in new[] { ("privkey.pem", key), ("fullchain.pem", chain) })
        {
            var target = Path.Combine(archive, $"{Path.GetFileNameWithoutExtension(name)}2.pem");
            await File.WriteAllTextAsync(target, text);
            await LinkAsync(Path.Combine(Live, name), target);
        }
    }

    /// <summary>
    /// As Kubernetes mounts a secret: the files are links through <c>..data</c>, a link to a folder, which is replaced atomically.
    /// </summary>
    private async Task LinkFolderAsync(string chain, string key)
    {
        var version = Directory.CreateDirectory(Path.Combine(
            Live, $"..{chain.Length + key.Length}-{Directory.GetDirectories(Live).Length}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(version, "fullchain.pem"), chain);
        await File.WriteAllTextAsync(Path.Combine(version, "privkey.pem"), key);
        await LinkAsync(Path.Combine(Live, "..data"), Path.GetFileName(version));
        foreach (var name in new[] { "fullchain.pem", "privkey.pem" })
            await LinkAsync(Path.Combine(Live, name), Path.Combine("..data", name));
    }

    /// <summary>Replaces the file by a link, atomically.</summary>
    private static async Task LinkAsync(string path, string target)
    {
        if (new FileInfo(path).LinkTarget == target)
            return;
        File.CreateSymbolicLink(path + ".new", target);
        using var move = Process.Start("mv", ["-T", path + ".new", path]);
        await move.WaitForExitAsync();
        Assert.Equal(0, move.ExitCode);
    }

    private string Config() => WireHosts.Config(
        _trackDomain.Address,
        _trackDomain.Address,
        $$"""
        "Kestrel": { "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Certificate": {
            "Path": "{{Live}}/fullchain.pem", "KeyPath": "{{Live}}/privkey.pem" } } } },
        """);
}
