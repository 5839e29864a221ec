using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A gateway with the smallest budget for buffered bodies.</summary>
public sealed class BudgetStage : IAsyncLifetime
{
    /// <summary>More than half of the budget.</summary>
    private static readonly Ask Large = Ask.Batch(WireHosts.OptOut, "?p=600,".PadRight(40000, 'b'));

    private readonly RecordingTrackDomain _trackDomain = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address, gateway: "\"Limits\": { \"bufferedBytes\": 65536 },"));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    /// <summary>Opens slow requests until no room is left for another body.</summary>
    internal async Task<HeldBudget> FillAsync(string framing)
    {
        await HasRoomAsync();
        var held = new HeldBudget();
        while (true)
        {
            // An answer may arrive a moment before its request gives its share back: only beside slow bodies does a refusal mean "full".
            var isFull = (await SendAsync(Large)).Status == 503;
            if (isFull && held.All.Count > 0)
                return held;
            if (isFull)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
                continue;
            }

            Assert.True(held.All.Count < 10, "Ten slow bodies, and still room for more.");
            held.Add(await SlowRequest.StartAsync(Gateway.Port, framing));
        }
    }

    internal Task<RawAnswer> SendAsync(Ask ask)
    {
        _trackDomain.Clear();
        return RawClient.SendAsync(Gateway.Port, ask.Bytes());
    }

    /// <summary>Waits until a large body is taken: an answer may arrive a moment before its request gives its share back.</summary>
    internal async Task HasRoomAsync()
    {
        var status = 0;
        await Eventually.HoldsAsync(async () => (status = (await SendAsync(Large)).Status) == 200, () => $"A large body is still answered {status}.");
    }
}
