using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>The whole configurations in <c>config/examples</c>: each is valid, and treats a hit as its first comment says.</summary>
public sealed class ExampleConfigurationTests : IAsyncLifetime
{
    private const string OptedOut = "Cookie: miCookieOptOut=1";
    private const string Consented =
        "Cookie: OptanonConsent=groups=C0001%3A1%2CC0002%3A1; OptanonAlertBoxClosed=YESTERDAY; wtstp_eid=2179545526366131190";
    private const string Declined = "Cookie: OptanonConsent=groups=C0001%3A1%2CC0002%3A0; OptanonAlertBoxClosed=YESTERDAY";
    private const string Visitor = "Cookie: wtstp_eid=2179545526366131190";

    private readonly RecordingTrackDomain _trackDomain = new();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "config", "examples"), "*.json")
            .Select(static file => Path.GetFileName(file))];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_example_configuration_is_started_and_its_hosts_forward_hits(string file)
    {
        var (host, port) = await HostInProcess.StartAsync(Config(file));
        await using var running = host;

        var response = await RawClient.SendAsync(port, Hit("track.shop.example", "", Visitor));

        Assert.Equal(200, response.Status);
        Assert.Single(await _trackDomain.WaitForAsync(1));
    }

    [Theory]
    [InlineData("opt-out-shop.json", "track.shop.example", "", OptedOut, false)]
    [InlineData("opt-out-shop.json", "track.shop.example", "", Visitor, true)]
    [InlineData("opt-in-consent-platform.json", "track.shop.example", "", Visitor, false)]
    [InlineData("opt-in-consent-platform.json", "track.shop.example", "", Declined, false)]
    [InlineData("opt-in-consent-platform.json", "track.shop.example", "", Consented, true)]
    [InlineData("apps-and-servers.json", "track.shop.example", "", OptedOut, false)]
    [InlineData("apps-and-servers.json", "sdk.shop.example", "&nc=1", "X-WT-UA: app", false)]
    [InlineData("apps-and-servers.json", "sdk.shop.example", "", "X-WT-UA: app", true)]
    public async Task An_example_configuration_forwards_an_identifier_only_of_an_identified_visitor(
        string file, string host, string marker, string header, bool isIdentified)
    {
        var (gateway, port) = await HostInProcess.StartAsync(Config(file));
        await using var running = gateway;

        await RawClient.SendAsync(port, Hit(host, marker, header));

        var target = Assert.Single(await _trackDomain.WaitForAsync(1)).Target;
        Assert.Equal(isIdentified, target.Contains("eid=2179545526366131190", StringComparison.Ordinal));
        Assert.Equal(isIdentified, target.Contains("cd=customer7", StringComparison.Ordinal));
        Assert.Equal(!isIdentified, target.Contains("nc=1", StringComparison.Ordinal));
    }

    private static byte[] Hit(string host, string marker, string header) => RequestSpec.Hit(
        host,
        $"p=600,home,1,1280x720,24,1,1700000000000,0,1280x720,0&eid=2179545526366131190&cd=customer7{marker}",
        header.Replace("YESTERDAY", TimeProvider.System.GetUtcNow().AddDays(-1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal)).Bytes();

    /// <summary>The file as it is, except for its comments and the track domain's address.</summary>
    private string Config(string file) => ConfigSample.With(
        JsonNode.Parse(Repository.Read($"config/examples/{file}"),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.ToJsonString(),
        "ReverseProxy.Clusters.track-domain.Destinations.primary.Address",
        $"\"{_trackDomain.Address}\"");
}
