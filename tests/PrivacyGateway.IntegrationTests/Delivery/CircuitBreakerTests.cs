using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>A track domain that is down is left alone, and found again.</summary>
public sealed class CircuitBreakerTests : IAsyncDisposable
{
    private readonly DeliveryStage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task After_too_many_failures_nothing_is_sent_until_a_probe_succeeds()
    {
        await using var gateway = await _stage.StartAsync(keeps: false, patience: "\"breakerMinimum\": 5, \"breakerSeconds\": 1");
        _stage.GoDown();
        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);
        await gateway.SaysAsync("circuit open");
        var tried = _stage.TrackDomain.Requests.Count;

        Assert.Equal(503, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);
        Assert.Equal(tried, _stage.TrackDomain.Requests.Count);

        _stage.ComeBack();
        await UntilTakenAsync(gateway);
        await gateway.SaysAsync("circuit closed");
    }

    [Fact]
    public async Task A_reload_changes_the_patience()
    {
        await using var gateway = await _stage.StartAsync(keeps: false, patience: "\"breakerMinimum\": 5, \"breakerSeconds\": 3600");
        _stage.GoDown();
        for (var i = 0; i < 5; i++)
            await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"));
        await gateway.SaysAsync("circuit open");
        _stage.ComeBack();

        var text = await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken);
        await Replacement.InPlaceAsync(gateway.ConfigPath, text.Replace("3600", "1", StringComparison.Ordinal));
        await gateway.SaysAsync("reloaded");

        Assert.Equal(200, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status);
    }

    private static async Task UntilTakenAsync(GatewayProcess gateway)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"))).Status != 200)
        {
            Assert.False(patience.IsCancellationRequested, gateway.Output);
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
