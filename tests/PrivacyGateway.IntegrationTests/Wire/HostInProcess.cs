using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A gateway within the tests' process, for what is invisible from outside: its counters.</summary>
internal static class HostInProcess
{
    public static async Task<(GatewayHost Host, int Port)> StartAsync(string json, TimeProvider? time = null)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PrivacyGateway__Admin__Url"] = "http://127.0.0.1:0" };
        var (config, problems) = await ConfigLoader.LoadAsync("proxy.json", json, environment, FileCheck.Fail);
        Assert.Empty(problems.Errors);
        var host = GatewayHost.Build(
            new GatewaySettings("http://127.0.0.1:0", Time: time), new CurrentConfigFile(null, environment, config!));
        await host.StartAsync(TestContext.Current.CancellationToken);
        return (host, new Uri(Assert.Single(host.PublicAddresses)).Port);
    }
}
