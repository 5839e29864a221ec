using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;
using PrivacyGateway.Tests.Documentation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Every example of <c>docs/configuration.md</c>, in a running gateway: one hit is sent under each, and must arrive.</summary>
public sealed class DocumentedExampleTests : IAsyncLifetime
{
    private const string Host = "track.shop.example";
    private const string Route = "ReverseProxy.Routes.track";
    private const string Cluster = "ReverseProxy.Clusters.track-domain";

    private static readonly Figures Figures = new("documented-examples");

    private static readonly IReadOnlyDictionary<string, string> Examples =
        ConfigurationRow.ReadAll(Repository.Read("docs/configuration.md")).ToDictionary(
            static row => row.Path, static row => row.Example, StringComparer.Ordinal);

    private readonly RecordingTrackDomain _trackDomain = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("documented-");

    public static TheoryData<string> Documented => [.. Examples.Keys];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Documented_example_forwards_a_hit(string key)
    {
        var (host, port) = await HostInProcess.StartAsync(Config(key));
        await using var running = host;

        var response = await RawClient.SendAsync(port, RequestSpec.Hit(Host, "p=600,home,1,1280x720,24,1,1700000000000,0,1280x720,0",
            "X-Forwarded-Proto: https", "X-Test: 1").Bytes());

        // The examples that lead elsewhere: to names that do not exist, so the pixel gets a 503.
        if (key.EndsWith("Destinations.*.Address", StringComparison.Ordinal) || key.EndsWith("WebProxy.Address", StringComparison.Ordinal))
        {
            Assert.Equal(503, response.Status);
            return;
        }

        Assert.Equal(200, response.Status);
        Assert.Contains("/wt", Assert.Single(await _trackDomain.WaitForAsync(1)).Target, StringComparison.Ordinal);
        Figures.Add($"documented example: {key}: a hit arrived");
    }

    private string Config(string key)
    {
        var json = $$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track-domain", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
                "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "{{_trackDomain.Address}}" } } } }
              },
              "PrivacyGateway": {
                "KnownProxies": ["127.0.0.1"],
                "DataDirectory": "{{_data.FullName}}",
                "Policies": { "default": { "cookieDomain": "shop.example", "userIdentification": { "enableAnonymousFunction": true } } }
              }
            }
            """;

        // The keys that an example depends on.
        if (key.EndsWith(".keepParameter", StringComparison.Ordinal) || key.EndsWith(".keepCampaign", StringComparison.Ordinal))
            json = ConfigSample.With(json, "PrivacyGateway.Policies.default.level", "\"strict\"");
        if (key.EndsWith(".platformsMay", StringComparison.Ordinal))
            json = ConfigSample.With(ConfigSample.With(json, "PrivacyGateway.Policies.default.userIdentification.anonymousOptIn", "true"),
                "PrivacyGateway.Policies.default.signals.cookiebot", "[\"statistics\"]");
        if (key.Contains("signals.cookies.", StringComparison.Ordinal))
            json = ConfigSample.With(json, "PrivacyGateway.Policies.default.signals.cookies.any",
                """{ "cookie": "consent", "match": "analytics", "means": "denied" }""");
        if (key.EndsWith("Transforms", StringComparison.Ordinal))
            json = ConfigSample.With(json, $"{Route}.Metadata.PrivacyPolicy", "\"none\"");

        return ConfigSample.With(
            json,
            key.Replace("Policies.*", "Policies.default", StringComparison.Ordinal)
                .Replace("cookies.*", "cookies.any", StringComparison.Ordinal)
                .Replace("ReverseProxy.Routes.*", Route, StringComparison.Ordinal)
                .Replace("ReverseProxy.Clusters.*", Cluster, StringComparison.Ordinal)
                .Replace("TrackDomains.*", "TrackDomains.track-domain", StringComparison.Ordinal)
                .Replace("Destinations.*", "Destinations.primary", StringComparison.Ordinal),
            Example(key));
    }

    /// <summary>As documented, except for a port and a directory of the test.</summary>
    private string Example(string key) => key switch
    {
        "PrivacyGateway.Admin.Url" => Examples[key].Replace("8081", "0", StringComparison.Ordinal),
        "PrivacyGateway.DataDirectory" => $"\"{_data.FullName}\"",
        "PrivacyGateway.Acme.challengeDirectory" => $"\"{_data.FullName}-challenges\"",
        _ => Examples[key],
    };
}
