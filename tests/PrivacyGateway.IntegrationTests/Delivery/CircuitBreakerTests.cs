using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>The circuit opens while the track domain is down, and closes after it recovers.</summary>
public sealed class CircuitBreakerTests : IAsyncDisposable
{
    private readonly DeliveryFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Circuit_opens_after_too_many_failures_and_stops_sending()
    {
        await using var gateway = await _fixture.StartAsync(
            keeps: false, timeout: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 3600");
        await OpenAsync(gateway);
        var tried = _fixture.TrackDomain.Requests.Count;

        Assert.Equal(503, (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"))).Status);

        Assert.Equal(tried, _fixture.TrackDomain.Requests.Count);
    }

    [Fact]
    public async Task Successful_probe_closes_the_circuit()
    {
        await using var gateway = await _fixture.StartAsync(
            keeps: false, timeout: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 1");
        await OpenAsync(gateway);

        _fixture.ComeBack();
        var status = 0;
        await Eventually.HoldsAsync(
            async () => (status = (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"))).Status) == 200,
            () => $"{status}\n{gateway.Output}");
        await gateway.WaitForOutputAsync("its circuit is closed");
    }

    [Fact]
    public async Task Configuration_reload_changes_the_resilience_settings()
    {
        await using var gateway = await _fixture.StartAsync(
            keeps: false, timeout: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 1800");
        await OpenAsync(gateway);
        _fixture.ComeBack();

        var text = await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken);
        await Replacement.InPlaceAsync(gateway.ConfigPath, text.Replace("1800", "1", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("reloaded");

        Assert.Equal(200, (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"))).Status);
    }

    private async Task OpenAsync(GatewayProcess gateway)
    {
        _fixture.GoDown();
        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"))).Status);
        await gateway.WaitForOutputAsync("its circuit is open");
    }
}
