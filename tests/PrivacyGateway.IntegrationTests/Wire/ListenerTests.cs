using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// The gateway's listeners (design, "Configuration"): one public listener, and an admin listener that is unreachable from there.
/// </summary>
public sealed class ListenerTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Admin_listener_serves_health_and_the_public_one_does_not()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        var health = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get($"127.0.0.1:{gateway.AdminPort}", "/healthz").Bytes());
        Assert.Equal(200, health.Status);
        foreach (var host in new[] { WireHosts.Off, $"127.0.0.1:{gateway.AdminPort}", $"localhost:{gateway.AdminPort}",
            $"{WireHosts.Off}:{gateway.AdminPort}" })
            Assert.Contains(
                (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(host, "/healthz").Bytes())).Status, new[] { 404, 421 });

        // And no hit is accepted there.
        var hit = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Hit(WireHosts.Off, "p=600,home").Bytes());
        Assert.Equal(421, hit.Status);
        Assert.Empty(_trackDomain.Requests);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:{0}")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:{0};http://127.0.0.1:{1}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0};{1}")]
    public async Task Environment_variable_sets_the_public_listener(string variable, string value)
    {
        var ports = new[] { FreePort(), FreePort() };
        var named = string.Format(null, value, ports[0], ports[1]);
        await using var gateway = await GatewayProcess.StartAsync(Config(), new Dictionary<string, string> { [variable] = named });

        foreach (var port in ports.Where(port => named.Contains($"{port}", StringComparison.Ordinal)))
            await ServesAsync(port);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/healthz").Bytes())).Status);
    }

    [Fact]
    public async Task Kestrel_section_serves_HTTPS_with_a_certificate_from_files()
    {
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-");
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest($"CN={WireHosts.Off}", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
            var (certFile, keyFile) = (Path.Combine(folder.FullName, "cert.pem"), Path.Combine(folder.FullName, "key.pem"));
            await File.WriteAllTextAsync(certFile, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            var port = FreePort();
            await using var gateway = await GatewayProcess.StartAsync(Config(
                $$"""
                "Kestrel": { "Endpoints": { "Https": { "Url": "https://127.0.0.1:{{port}}", "Certificate": { "Path": "{{certFile}}", "KeyPath": "{{keyFile}}" } } } },
                """));

            Assert.StartsWith("HTTP/1.1 200", await SendSecurelyAsync(
                port, certificate, RequestSpec.Hit(WireHosts.Off, "p=600,home").Bytes()), StringComparison.Ordinal);
            Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home", Assert.Single(_trackDomain.Requests).Target);
            Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/healthz").Bytes())).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task URLs_beside_Kestrel_endpoints_are_an_error_that_names_both()
    {
        var run = await GatewayCommand.RunWithAsync(
            Config("\"Kestrel\": { \"Endpoints\": { \"Http\": { \"Url\": \"http://127.0.0.1:0\" } } },"),
            "serve", "--config", "FILE", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--urls", run.Error, StringComparison.Ordinal);
        Assert.Contains("Kestrel:Endpoints", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Port_in_use_is_an_error_with_its_address_and_a_remedy(bool isPublic)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)holder.LocalEndpoint).Port}";
        var config = Config(gateway: $"\"Admin\": {{ \"Url\": \"{(isPublic ? "http://127.0.0.1:0" : taken)}\" }},");

        var run = await GatewayCommand.RunWithAsync(config, "serve", "--config", "FILE", "--urls", isPublic ? taken : "http://127.0.0.1:0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(taken, run.Error, StringComparison.Ordinal);
        Assert.Contains(isPublic ? "error: --urls: " : "error: $.PrivacyGateway.Admin.Url: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    /// <summary>An address reserved for documentation, which no machine has.</summary>
    [Fact]
    public async Task Admin_address_of_another_machine_is_an_error_with_its_location()
    {
        var run = await GatewayCommand.RunWithAsync(Config(gateway: "\"Admin\": { \"Url\": \"http://192.0.2.7:8081\" },"), "serve",
            "--config", "FILE", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("$.PrivacyGateway.Admin.Url: \"http://192.0.2.7:8081\" cannot be bound: it is not an address of this machine.",
            run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}", "http://127.0.0.1:{0}")]
    [InlineData("http://*:{0}", "http://localhost:{0}")]
    public async Task Admin_listener_cannot_be_the_public_one(string admin, string urls)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var config = Config(gateway: $"\"Admin\": {{ \"Url\": \"{admin.Replace("{0}", port, StringComparison.Ordinal)}\" }},");

        var run = await GatewayCommand.RunWithAsync(
            config, "serve", "--config", "FILE", "--urls", urls.Replace("{0}", port, StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("$.PrivacyGateway.Admin.Url: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("(--urls)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/privacy-gateway", "cannot be created: /proc cannot be written to.")]
    [InlineData("/dev/null", "is a file, not a directory.")]
    [InlineData("/dev/null/data", "cannot be created: /dev/null is a file.")]
    public async Task Unwritable_data_directory_fails_validate_and_start_with_its_location(string directory, string problem)
    {
        var config = Config(gateway: $"\"Admin\": {{ \"Url\": \"http://127.0.0.1:0\" }}, \"DataDirectory\": \"{directory}\",");

        foreach (var arguments in new string[][] { ["validate", "FILE"], ["serve", "--config", "FILE", "--urls", "http://127.0.0.1:0"] })
        {
            var run = await GatewayCommand.RunWithAsync(config, arguments);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"$.PrivacyGateway.DataDirectory: {directory} {problem} Give the gateway's user a directory", run.Error,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://unix:/tmp/gateway.sock")]
    public async Task Malformed_listener_address_is_an_error_without_a_stack_trace(string url)
    {
        var run = await GatewayCommand.RunWithAsync(Config(), "serve", "--config", "FILE", "--urls", url);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_exits_with_code_0_on_SIGTERM()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        Assert.Equal(0, await gateway.StopAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Config(string topLevel = "", string gateway = "\"Admin\": { \"Url\": \"http://127.0.0.1:0\" },") =>
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address, topLevel, gateway);

    private static async Task ServesAsync(int port) =>
        Assert.Equal(200, (await RawClient.SendAsync(port, RequestSpec.Hit(WireHosts.Off, "p=600,home").Bytes())).Status);

    private static async Task<string> SendSecurelyAsync(int port, X509Certificate2 expected, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(
            client.GetStream(), leaveInnerStreamOpen: false, (_, seen, _, _) => seen?.GetCertHashString() == expected.GetCertHashString());
        await tls.AuthenticateAsClientAsync(WireHosts.Off);
        await tls.WriteAsync(request);
        var response = new byte[1024];
        return Encoding.Latin1.GetString(response, 0, await tls.ReadAsync(response));
    }
}
