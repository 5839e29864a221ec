using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>A track domain that is down is left alone, and found again.</summary>
public sealed class CircuitBreakerTests : IAsyncDisposable
{
    private readonly DeliveryStage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task After_too_many_failures_nothing_is_sent()
    {
        await using var gateway = await _stage.StartAsync(keeps: false, patience: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 3600");
        await OpenAsync(gateway);
        var tried = _stage.TrackDomain.Requests.Count;

        Assert.Equal(503, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);

        Assert.Equal(tried, _stage.TrackDomain.Requests.Count);
    }

    [Fact]
    public async Task A_probe_that_succeeds_closes_the_circuit()
    {
        await using var gateway = await _stage.StartAsync(keeps: false, patience: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 1");
        await OpenAsync(gateway);

        _stage.ComeBack();
        var status = 0;
        await Eventually.HoldsAsync(
            async () => (status = (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status) == 200, () => $"{status}\n{gateway.Output}");
        await gateway.SaysAsync("its circuit is closed");
    }

    [Fact]
    public async Task A_reload_changes_the_patience()
    {
        await using var gateway = await _stage.StartAsync(keeps: false, patience: "\"breakerMinimum\": 5, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 1800");
        await OpenAsync(gateway);
        _stage.ComeBack();

        var text = await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken);
        await Replacement.InPlaceAsync(gateway.ConfigPath, text.Replace("1800", "1", StringComparison.Ordinal));
        await gateway.SaysAsync("reloaded");

        Assert.Equal(200, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);
    }

    private async Task OpenAsync(GatewayProcess gateway)
    {
        _stage.GoDown();
        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);
        await gateway.SaysAsync("its circuit is open");
    }
}
