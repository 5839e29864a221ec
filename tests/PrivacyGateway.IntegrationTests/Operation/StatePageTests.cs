using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>The page at the root of the admin listener: the current configuration and the gateway's own state, and no hit.</summary>
public sealed class StatePageTests : IAsyncLifetime
{
    private const string Canary = "CANARYstate7f3";

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task The_admin_listener_serves_the_state_page_and_its_files_and_the_public_one_does_not()
    {
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"));

        foreach (var (path, type) in new[] { ("/", "text/html"), ("/assets/page.css", "text/css"), ("/assets/state.js", "text/javascript"),
            ("/assets/icon.svg", "image/svg+xml") })
        {
            var response = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", path).Bytes());
            Assert.Equal(200, response.Status);
            Assert.StartsWith(type, Assert.Single(response.HeaderValues("Content-Type")), StringComparison.Ordinal);
            Assert.Equal("no-store", Assert.Single(response.HeaderValues("Cache-Control")));
            var policy = Assert.Single(response.HeaderValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Empty(response.HeaderValues("Access-Control-Allow-Origin"));

            var head = await RawClient.SendAsync(gateway.AdminPort, (RequestSpec.Get("localhost", path) with { Method = "HEAD" }).Bytes());
            Assert.Equal(200, head.Status);
            Assert.Equal(404, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, path).Bytes())).Status);
        }

        Assert.Equal(404, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/assets/other.js").Bytes())).Status);
        Assert.Equal(421, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("attacker.test", "/").Bytes())).Status);
        Assert.Equal(405,
            (await RawClient.SendAsync(gateway.AdminPort, (RequestSpec.Get("localhost", "/") with { Method = "POST" }).Bytes())).Status);
    }

    [Fact]
    public async Task The_state_page_shows_the_current_configuration_and_no_value_of_a_hit_or_variable()
    {
        var environment =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PrivacyGateway__Limits__concurrentRequests"] = "4321" };
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"), environment);
        var hit = RequestSpec.Hit(
            ReloadConfig.Host, $"p=600,{Canary}&cd={Canary}", $"Cookie: wteid_{RequestSpec.TrackId}={Canary}", $"User-Agent: {Canary}");
        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, hit.Bytes())).Status);

        var page = await ReadAsync(gateway);

        foreach (var shown in new[]
        {
            ReloadConfig.Host, "/{**path}", "default", _trackDomain.Address, "PrivacyGateway__Limits__concurrentRequests",
                "$.PrivacyGateway.Limits.concurrentRequests", gateway.ConfigPath,
            "circuit closed", "No data directory is configured", "No listener serves TLS", "4,321", ">cd<",
            "<span class=\"badge good\">started</span>",
        })
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Canary, page, StringComparison.Ordinal);
        Assert.DoesNotContain(">4321<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_page_tells_of_a_refused_file_and_of_the_one_that_came_after_it()
    {
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"));
        var before = HashOf(await ReadAsync(gateway));

        await File.WriteAllTextAsync(gateway.ConfigPath, ReloadConfig.Faults["invalid"], TestContext.Current.CancellationToken);
        await gateway.WaitForOutputAsync("not reloaded");
        var refused = await ReadAsync(gateway);

        Assert.Contains("The file cannot be used. The last good configuration still applies.", refused, StringComparison.Ordinal);
        Assert.Contains("Ready, needs attention", refused, StringComparison.Ordinal);
        Assert.Contains("supressParameter", refused, StringComparison.Ordinal);
        Assert.Equal(before, HashOf(refused));

        await File.WriteAllTextAsync(
            gateway.ConfigPath, ReloadConfig.Create(_trackDomain.Address, "uc5"), TestContext.Current.CancellationToken);
        await gateway.WaitForOutputAsync("reloaded; routes");
        var applied = await ReadAsync(gateway);

        Assert.NotEqual(before, HashOf(applied));
        Assert.Contains("<span class=\"badge good\">applied</span>", applied, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge bad\">refused</span>", applied, StringComparison.Ordinal);
        Assert.Contains(">uc5<", applied, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(GatewayProcess gateway) =>
        Encoding.UTF8.GetString((await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/").Bytes())).Body);

    private static string HashOf(string page) => page.Split("<dt>Hash</dt><dd><code>")[1][..12];
}
