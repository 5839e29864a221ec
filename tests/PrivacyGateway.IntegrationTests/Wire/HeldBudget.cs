namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Slow requests that keep the gateway's buffers full until they are done or gone.</summary>
internal sealed class HeldBudget : IDisposable
{
    private readonly List<SlowRequest> _slow = [];

    public IReadOnlyList<SlowRequest> All => _slow;

    public SlowRequest First => _slow[0];

    public void Add(SlowRequest slow) => _slow.Add(slow);

    public void Dispose()
    {
        foreach (var slow in _slow)
            slow.Dispose();
    }
}
