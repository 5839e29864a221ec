using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A gateway with the smallest budget for buffered bodies.</summary>
public sealed class BudgetFixture : IAsyncLifetime
{
    /// <summary>More than half of the budget.</summary>
    private static readonly RequestSpec Large = RequestSpec.Batch(WireHosts.OptOut, "?p=600,".PadRight(40000, 'b'));

    private readonly RecordingTrackDomain _trackDomain = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address,
            gateway: "\"Limits\": { \"bufferedBytes\": 65536 }, \"KnownProxies\": [\"127.0.0.1\"],"));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    /// <summary>Opens slow requests, each with a quarter of the budget.</summary>
    internal async Task<HeldBudget> StartSlowAsync(string framing, int count)
    {
        var held = new HeldBudget();
        for (var i = 0; i < count; i++)
            held.Add(await SlowRequest.StartAsync(Gateway.Port, framing));
        return held;
    }

    internal Task<RawResponse> SendAsync(RequestSpec spec)
    {
        _trackDomain.Clear();
        return RawClient.SendAsync(Gateway.Port, spec.Bytes());
    }

    /// <summary>Waits until a large body is accepted: a response may arrive a moment before its request releases its share.</summary>
    internal async Task HasRoomAsync()
    {
        var status = 0;
        await Eventually.HoldsAsync(
            async () => (status = (await SendAsync(Large)).Status) == 200, () => $"A large body still gets {status}.");
    }
}
