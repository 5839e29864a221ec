using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Plausible files that served nothing: each is refused by <c>validate</c> and at start alike, or serves a hit.</summary>
public sealed class RoutingReportTests : IAsyncLifetime
{
    private const string Ascii = "track.xn--mller-kva.test";

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Theory]
    [InlineData($"\"{ReloadConfig.Host}\"", $"\"https://{ReloadConfig.Host}\"", "$.ReverseProxy.Routes.track.Match.Hosts[0]")]
    [InlineData($"\"{ReloadConfig.Host}\"", "\"{*any}.shop.test\"", "$.ReverseProxy.Routes.track.Match.Hosts[0]")]
    [InlineData($"\"{ReloadConfig.Host}\"", $"\"{ReloadConfig.Host}/\"", "$.ReverseProxy.Routes.track.Match.Hosts[0]")]
    [InlineData($"\"{ReloadConfig.Host}\"", $"\"{ReloadConfig.Host}.\"", "$.ReverseProxy.Routes.track.Match.Hosts[0]")]
    [InlineData($"\"{ReloadConfig.Host}\"", "\"track.*.test\"", "$.ReverseProxy.Routes.track.Match.Hosts[0]")]
    [InlineData("/{**path}", "/collect/{**rest}", "$.ReverseProxy.Routes.track.Match.Path")]
    [InlineData("\"ClusterId\": \"track\",", "\"ClusterId\": \"track\", \"Timeout\": \"00:00:05\",", "$.ReverseProxy.Routes.track.Timeout")]
    [InlineData(
        "\"ClusterId\": \"track\",", "\"ClusterId\": \"track\", \"CorsPolicy\": \"disable\",", "$.ReverseProxy.Routes.track.CorsPolicy")]
    [InlineData("\"ClusterId\": \"track\",", "\"ClusterId\": \"track\", \"OutputCachePolicy\": \"default\",",
        "$.ReverseProxy.Routes.track.OutputCachePolicy")]
    public async Task File_that_would_serve_nothing_is_refused_by_validate_and_at_start(string good, string bad, string place)
    {
        var config = ReloadConfig.Create(_trackDomain.Address, "cd").Replace(good, bad, StringComparison.Ordinal);

        var validate = await GatewayCommand.RunWithAsync(config, "validate", "FILE");
        var serve = await GatewayCommand.RunWithAsync(config, "serve", "--config", "FILE", "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, 1), (validate.ExitCode, serve.ExitCode));
        Assert.Contains(place, validate.Error, StringComparison.Ordinal);
        Assert.Contains(place, serve.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"TimeoutPolicy\": \"disable\"")]
    [InlineData("\"RateLimiterPolicy\": \"disable\"")]
    public async Task Route_with_an_accepted_key_serves_a_hit(string key)
    {
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd")
            .Replace("\"ClusterId\": \"track\",", $"\"ClusterId\": \"track\", {key},", StringComparison.Ordinal));

        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes())).Status);
    }

    [Theory]
    [InlineData("track.müller.test", "müller.test")]
    [InlineData("track.müller.test", "xn--mller-kva.test")]
    [InlineData(Ascii, "müller.test")]
    [InlineData("*.müller.test", "xn--mller-kva.test")]
    public async Task International_host_is_served_and_its_cookies_have_an_ASCII_domain(string host, string cookieDomain)
    {
        var config = ReloadConfig.Create(_trackDomain.Address, "cd", $"\"cookieDomain\": \"{cookieDomain}\",").Replace(
            ReloadConfig.Host, host, StringComparison.Ordinal);
        await using var gateway = await GatewayProcess.StartAsync(config);

        var response = await RawClient.SendAsync(gateway.Port, RequestSpec.Get(Ascii, ReloadConfig.Sent,
            "Cookie: miCookieOptOut=1; wtstp_eid=2135817235100536326", "Sec-Fetch-Site: same-site").Bytes());

        Assert.Equal(200, response.Status);
        Assert.Single(_trackDomain.Requests);
        Assert.Contains(response.HeaderValues("Set-Cookie"), static line => line.StartsWith(
            "wtstp_eid=;", StringComparison.Ordinal) && line.Contains("xn--mller-kva.test", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Enforcement_enabled_after_a_refused_file_takes_effect()
    {
        string Config(bool enforce) => ReloadConfig.Create(_trackDomain.Address, "cd", enforce ? "" : "\"enforce\": false,");
        await using var gateway = await GatewayProcess.StartAsync(Config(enforce: false));
        Assert.Contains("eid=", await SentAsync(), StringComparison.Ordinal);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config(enforce: false)
            .Replace(ReloadConfig.Host, $"https://{ReloadConfig.Host}", StringComparison.Ordinal));
        await ReadinessPage.UntilAsync(gateway, static page => page.Configuration == "degraded");
        await Replacement.InPlaceAsync(gateway.ConfigPath, Config(enforce: true));
        await ReadinessPage.UntilAsync(gateway, static page => page.Configuration == "healthy");

        Assert.DoesNotContain("eid=", await SentAsync(), StringComparison.Ordinal);

        async Task<string> SentAsync()
        {
            _trackDomain.Clear();
            await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, $"{ReloadConfig.Sent}&eid=2135817235100536326",
                $"Cookie: {ReloadConfig.Cookie}").Bytes());
            return Assert.Single(_trackDomain.Requests).Target;
        }
    }
}
