using System.IO;
using System.Net;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// Runs the configured gateway in this process on free loopback ports, with the recorder as every destination and a temporary data
/// directory. It writes to no file that the configuration names.
/// </summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private const string FreeUrl = "http://127.0.0.1:0";

    private const string AddressKey = "Address";

    private readonly GatewayHost _host;
    private readonly DirectoryInfo _data;

    private GatewayUnderTest(GatewayHost host, DirectoryInfo data) => (_host, _data) = (host, data);

    public IPEndPoint Address => IPEndPoint.Parse(_host.PublicAddresses[0]["http://".Length..]);

    /// <param name="config">The configuration to run.</param>
    /// <param name="trackDomain">The recorder's port.</param>
    /// <param name="compile">Compiles the policies differently; null except in tests.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="IOException">The gateway cannot listen, or cannot create its data directory.</exception>
    public static async Task<GatewayUnderTest> StartAsync(
        CheckedConfig config, int trackDomain, Func<GatewayConfig, PolicySnapshot>? compile, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("privacy-gateway-prove-");
        try
        {
            var json = Replace(config.Json, trackDomain, data.FullName);
            var environment = new Dictionary<string, string>();
            var (replaced, problems) = await ConfigLoader.LoadAsync("", new FileText(json), environment, FileCheck.Skip);
            if (replaced is null)
                throw new InvalidOperationException($"{problems.Errors[0].Path}: {problems.Errors[0].Message}");
            var host = GatewayHost.Build(
                new GatewaySettings(FreeUrl, Compile: compile), new CurrentConfigFile(null, environment, replaced));
            try
            {
                await host.StartAsync(stop);
            }
            catch
            {
                await host.DisposeAsync();
                throw;
            }

            return new GatewayUnderTest(host, data);
        }
        catch
        {
            data.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static string Replace(string json, int trackDomain, string data)
    {
        var root = (JsonObject)JsonNode.Parse(json)!;
        root.Remove("Logging");
        ReplaceListeners(root);
        foreach (var (_, cluster) in (JsonObject)root["ReverseProxy"]!["Clusters"]!)
            ReplaceDestinations((JsonObject)cluster!, trackDomain);

        var gateway = (JsonObject)root["PrivacyGateway"]!;
        gateway["Admin"] = new JsonObject { ["Url"] = FreeUrl };
        if (gateway.ContainsKey("DataDirectory"))
            gateway["DataDirectory"] = data;
        if (gateway.ContainsKey("Acme"))
            gateway["Acme"] = new JsonObject { ["challengeDirectory"] = data };

        // The run is the load balancer in front, so that each hit has a client address of the test networks.
        var proxies = gateway["KnownProxies"] as JsonArray ?? [];
        proxies.Add((JsonNode)IPAddress.Loopback.ToString());
        gateway["KnownProxies"] = proxies;
        if (gateway["Limits"] is JsonObject limits)
            limits.Remove("requestsPerAddress");

        // A queued hit would arrive after its response; the forwarded form is the same.
        foreach (var (_, policy) in (JsonObject)gateway["Policies"]!)
        {
            if (policy!["delivery"]?.ToString() == "queued")
                policy["delivery"] = "atLeastOnce";
        }

        return root.ToJsonString();
    }

    private static void ReplaceListeners(JsonObject root)
    {
        if (root["Kestrel"] is not JsonObject kestrel)
            return;
        foreach (var section in kestrel.Select(static pair => pair.Key)
            .Where(static key => !key.Equals("Limits", StringComparison.OrdinalIgnoreCase)).ToArray())
            kestrel.Remove(section);
    }

    /// <summary>Keeps the vendor's name as Host, so that requests are forwarded exactly as in production.</summary>
    private static void ReplaceDestinations(JsonObject cluster, int trackDomain)
    {
        var first = (cluster["Destinations"] as JsonObject)?.FirstOrDefault().Value;
        var host = first?["Host"]?.ToString()
            ?? (Uri.TryCreate(first?[AddressKey]?.ToString(), UriKind.Absolute, out var address) ? address.Host : "track-domain.example");
        foreach (var key in cluster.Select(static pair => pair.Key).ToArray())
            cluster.Remove(key);
        cluster["Destinations"] = new JsonObject
        {
            ["recorder"] = new JsonObject { [AddressKey] = $"http://127.0.0.1:{trackDomain}/", ["Host"] = host },
        };
    }
}
