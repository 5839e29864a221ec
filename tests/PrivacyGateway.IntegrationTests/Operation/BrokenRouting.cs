using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>A gateway whose routes were broken behind the checks: no file can do that, so this stages the outage.</summary>
internal sealed class BrokenRouting : IAsyncDisposable
{
    private readonly GatewayHost _host;

    private BrokenRouting(GatewayHost host) => _host = host;

    public int Port => new Uri(_host.PublicAddresses[0]).Port;

    public int AdminPort => new Uri(_host.AdminAddresses[0]).Port;

    /// <param name="json">A valid file.</param>
    /// <param name="spoil">
    /// The change of its routes; by default they get a host that the platform cannot build, so every hit gets a 502.
    /// </param>
    public static async Task<BrokenRouting> StartAsync(string json, Func<YarpRoute, YarpRoute>? spoil = null)
    {
        spoil ??= static route => route with { Match = route.Match with { Hosts = [$"https://{route.Match.Hosts![0]}"] } };
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", json, new Dictionary<string, string>(StringComparer.Ordinal), FileCheck.Fail);
        Assert.Empty(problems.Errors);
        var broken = config! with { Routes = config.Routes with { Routes = [.. config.Routes.Routes.Select(spoil)] } };
        var host = GatewayHost.Build(new GatewaySettings("http://127.0.0.1:0"), new CurrentConfigFile(
            null, new Dictionary<string, string>(StringComparer.Ordinal), broken));
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new BrokenRouting(host);
    }

    public async Task<string> ReadinessAsync(int status)
    {
        var page = await RawClient.SendAsync(AdminPort, RequestSpec.Get("localhost", "/readyz").Bytes());
        Assert.Equal(status, page.Status);
        return System.Text.Encoding.UTF8.GetString(page.Body);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
