using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A gateway behind a balancer that it knows.</summary>
public sealed class BalancedFixture : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();
    private GatewayProcess? _gateway;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartAsync(
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address, gateway: "\"KnownProxies\": [\"127.0.0.1\", \"10.0.0.0/8\"],"));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    internal async Task<Exchange> SendAsync(RequestSpec spec)
    {
        _trackDomain.Clear();
        var response = await RawClient.SendAsync(_gateway!.Port, spec.Bytes());
        return new Exchange(response, _trackDomain.Requests);
    }
}
