using System.Diagnostics.CodeAnalysis;

namespace PrivacyGateway.Caching;

/// <summary>Requests to the track domain that are under way, one for each key. Nobody who leaves takes one along.</summary>
internal sealed class Flights
{
    /// <summary>At once; whoever would need another one asks past the cache.</summary>
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<ScriptKey, Task<Landing>> _underWay = [];

    /// <param name="key">With its variant.</param>
    /// <param name="fly">Called if none is under way.</param>
    /// <param name="flight">What to wait for.</param>
    /// <param name="isFirst">Whether it was called.</param>
    /// <returns>False if there are too many.</returns>
    public bool TryJoin(ScriptKey key, Func<Task<Landing>> fly, [NotNullWhen(true)] out Task<Landing>? flight, out bool isFirst)
    {
        var landing = new TaskCompletionSource<Landing>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            isFirst = false;
            if (_underWay.TryGetValue(key, out flight))
                return true;
            isFirst = true;
            if (_underWay.Count >= Most)
                return false;
            _underWay.Add(key, flight = landing.Task);
        }

        // It may outlive the request that begins it.
        using (ExecutionContext.SuppressFlow())
            _ = FlyAsync(key, fly, landing);
        return true;
    }

    private async Task FlyAsync(ScriptKey key, Func<Task<Landing>> fly, TaskCompletionSource<Landing> landing)
    {
        try
        {
            var landed = await fly();
            Remove(key);
            landing.SetResult(landed);
        }
        catch (Exception exception)
        {
            Remove(key);
            landing.SetException(exception);
        }
    }

    private void Remove(ScriptKey key)
    {
        lock (_lock)
            _underWay.Remove(key);
    }
}
