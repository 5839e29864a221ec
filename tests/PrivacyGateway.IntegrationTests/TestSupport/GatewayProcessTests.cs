using PrivacyGateway.IntegrationTests.Captures;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.TestSupport;

/// <summary>The process helper itself: if it started something else, or hid why the start failed, every other test would mislead.</summary>
public sealed class GatewayProcessTests
{
    [Fact]
    public async Task Gateway_process_starts_on_free_ports_and_ends_when_stopped()
    {
        await using var trackDomain = new RecordingTrackDomain();
        await using var gateway = await GatewayProcess.StartAsync(ReplayPolicy.ConfigFor(trackDomain.Address));

        Assert.NotEqual(gateway.Port, gateway.AdminPort);
        Assert.Contains($"Now listening on: http://127.0.0.1:{gateway.Port}", gateway.Output, StringComparison.Ordinal);

        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Failed_start_of_a_gateway_process_shows_its_output()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartAsync(
            """{ "PrivacyGateway": { "Policies": { "default": { "userIdentification": { "anononymousOptIn": true } } } } }"""));

        Assert.Contains("anonymousOptIn", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_process_does_not_override_listeners_of_the_environment()
    {
        await using var trackDomain = new RecordingTrackDomain();
        await using var gateway = await GatewayProcess.StartAsync(
            ReplayPolicy.ConfigFor(trackDomain.Address),
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });

        Assert.InRange(gateway.Port, 1, 65535);
    }
}
