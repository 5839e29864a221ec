using System.Globalization;
using System.IO.Compression;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>
/// Code that runs late was loaded at the start: loading needs a file descriptor, and the runtime caches a failure for ever.
/// </summary>
public sealed class LoadedCodeTests
{
    [Fact]
    public async Task No_assembly_is_loaded_after_the_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is read from /proc.");
        await using var trackDomain = new RecordingTrackDomain();
        var data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
        var config = WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: $"\"DataDirectory\": \"{data.FullName}\",");
        await using (var gateway = await GatewayProcess.StartAsync(config))
        {
            await Eventually.HoldsAsync(
                () => Loaded(gateway).Contains("libSystem.IO.Compression.Native.so"), () => "The native libraries were not loaded.");
            var before = Loaded(gateway);

            await SendAllAsync(gateway);
            trackDomain.Response = static _ => "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
            await SendAllAsync(gateway);
            trackDomain.Response = TrackDomainResponses.Pixel;
            await ReadinessPage.UntilAsync(gateway, static page => page.Json["checks"]!["spool"]!["data"]!["rows"]!.GetValue<int>() == 0);
            var file = await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(gateway.ConfigPath, "{", TestContext.Current.CancellationToken);
            await gateway.WaitForOutputAsync("not reloaded");
            await File.WriteAllTextAsync(gateway.ConfigPath, file.Replace(
                "\"Policies\"", "\"AccessLog\": true, \"Policies\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await gateway.WaitForOutputAsync(": reloaded");
            await SendAllAsync(gateway);

            Assert.Equal([], Loaded(gateway).Except(before, StringComparer.Ordinal));
        }

        data.Delete(recursive: true);
    }

    private static async Task SendAllAsync(GatewayProcess gateway)
    {
        await RawClient.SendAsync(
            gateway.Port, RequestSpec.Hit(WireHosts.OptOut, "p=600,home&eid=4711", WireHosts.AnonymousCookie).Bytes());
        await RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.OptOut, "p=600,home&eid=4711").Bytes());
        await RawClient.SendAsync(gateway.Port, RequestSpec.Get(WireHosts.OptOut, "/js/pixel.js").Bytes());
        await RawClient.SendAsync(gateway.Port, RequestSpec.Get("nowhere.shop.test", "/").Bytes());
        await RawClient.SendAsync(gateway.Port, RequestSpec.Get(WireHosts.OptOut, "/.privacy/optout.js").Bytes());
        await RawClient.SendAsync(gateway.Port, Batch());
        await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes());
        await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/readyz").Bytes());
    }

    private static byte[] Batch()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("wt?p=600,a&eid=4711\n", 500))));
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /111111111111111/batch HTTP/1.1\r\nHost: {WireHosts.OptOut}\r\nContent-Type: text/plain\r\nContent-Encoding: "
                + $"gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. packed.ToArray()];
    }

    private static HashSet<string> Loaded(GatewayProcess gateway) => [.. File.ReadLines($"/proc/{gateway.ProcessId}/maps")
        .Select(static line => Path.GetFileName(line[(line.LastIndexOf(' ') + 1)..]))
        .Where(static file => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".so", StringComparison.Ordinal))];
}
