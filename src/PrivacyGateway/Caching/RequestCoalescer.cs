using System.Diagnostics.CodeAnalysis;

namespace PrivacyGateway.Caching;

/// <summary>
/// Coalesces concurrent fetches of the same key into one. A fetch continues when the requests that wait for it are cancelled.
/// </summary>
internal sealed class RequestCoalescer
{
    /// <summary>The number of concurrent fetches. Requests beyond it bypass the cache.</summary>
    private const int MaxFetches = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<ScriptKey, Task<FetchResult>> _pending = [];

    /// <summary>Joins the pending fetch of a key, or starts one.</summary>
    /// <param name="key">The key, variant included.</param>
    /// <param name="start">Starts a fetch. Called if none is pending.</param>
    /// <param name="fetch">The fetch to wait for.</param>
    /// <param name="isFirst">Whether this call started the fetch.</param>
    /// <returns>False if there are too many fetches.</returns>
    public bool TryJoin(ScriptKey key, Func<Task<FetchResult>> start, [NotNullWhen(true)] out Task<FetchResult>? fetch, out bool isFirst)
    {
        var completion = new TaskCompletionSource<FetchResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            isFirst = false;
            if (_pending.TryGetValue(key, out fetch))
                return true;
            isFirst = true;
            if (_pending.Count >= MaxFetches)
                return false;
            _pending.Add(key, fetch = completion.Task);
        }

        // The fetch may outlive the request that starts it, and must not capture that request's context.
        using (ExecutionContext.SuppressFlow())
            _ = RunAsync(key, start, completion);
        return true;
    }

    private async Task RunAsync(ScriptKey key, Func<Task<FetchResult>> start, TaskCompletionSource<FetchResult> completion)
    {
        try
        {
            var fetched = await start();
            Remove(key);
            completion.SetResult(fetched);
        }
        catch (Exception exception)
        {
            Remove(key);
            completion.SetException(exception);
        }
    }

    private void Remove(ScriptKey key)
    {
        lock (_lock)
            _pending.Remove(key);
    }
}
