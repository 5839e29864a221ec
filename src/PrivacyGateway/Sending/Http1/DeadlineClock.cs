namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Expires exchanges whose deadline has passed, at most one tick late. One shared timer costs less per hit than a timer and a token for
/// each. The timer runs only while exchanges are pending.
/// </summary>
internal sealed class DeadlineClock(TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private readonly Lock _lock = new();
    private readonly Dictionary<HitConnection, Deadline> _pending = [];
    private ITimer? _timer;

    public void Begin(HitConnection connection, Deadline deadline)
    {
        lock (_lock)
        {
            _pending[connection] = deadline;
            _timer ??= CreateTimer();
        }
    }

    public void End(HitConnection connection)
    {
        lock (_lock)
            _pending.Remove(connection);
    }

    /// <summary>The timer outlives the request that happens to start it, and must not capture that request's context.</summary>
    private ITimer CreateTimer()
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static clock => ((DeadlineClock)clock!).ExpireLate(), this, Tick, Tick);
    }

    private void ExpireLate()
    {
        var now = time.GetTimestamp();
        KeyValuePair<HitConnection, Deadline>[] late;
        lock (_lock)
        {
            late = [.. _pending.Where(exchange => exchange.Value.At <= now)];
            if (_pending.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        // Not under the lock: the exchange may complete on this thread and call End.
        foreach (var (connection, deadline) in late)
            connection.Expire(deadline);
    }
}
