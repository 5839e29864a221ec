namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Slow requests that fill the gateway's buffers until they complete or are aborted.</summary>
internal sealed class HeldBudget : IDisposable
{
    private readonly List<SlowRequest> _slow = [];

    public IReadOnlyList<SlowRequest> All => _slow;

    public SlowRequest First => _slow[0];

    /// <summary>The beginnings of the responses that arrive first. The gateway need not read connections in their order.</summary>
    public async Task<IReadOnlyList<string>> ReadFirstAsync(int count)
    {
        var responses = new List<string>();
        await foreach (var response in Task.WhenEach(_slow.Select(static slow => slow.ReadAsync())))
        {
            responses.Add(await response);
            if (responses.Count == count)
                break;
        }

        return responses;
    }

    public void Add(SlowRequest slow) => _slow.Add(slow);

    public void Dispose()
    {
        foreach (var slow in _slow)
            slow.Dispose();
    }
}
