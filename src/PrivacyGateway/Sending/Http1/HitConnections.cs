using System.Net.Http;
using System.Runtime.CompilerServices;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The connections to one origin. The one used last is used next, so that those a burst left behind grow old. At the limit hits wait in their order.
/// </summary>
internal sealed class HitConnections(Dialer dialer, int limit, TimeProvider time) : IDisposable
{
    /// <summary>Long enough to be reused, short enough to follow the track domain's DNS.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Shorter than what common servers keep, so that it is rarely they who hang up, just when a hit leaves.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    /// <summary>What is left of a time that the other side named.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<HitConnection> _idle = [];
    private readonly Queue<TaskCompletionSource<HitConnection?>> _waiting = [];
    private ITimer? _sweep;
    private bool _isDisposed;
    private int _open;

    /// <summary>A connection that nobody else uses; to be given to <see cref="Return"/> or <see cref="Close"/>.</summary>
    public ValueTask<HitConnection> RentAsync(CancellationToken cancellationToken) =>
        TryRentIdle() is { } idle ? ValueTask.FromResult(idle) : RentSlowlyAsync(cancellationToken);

    /// <summary>After a whole answer.</summary>
    public void Return(HitConnection connection)
    {
        if (!connection.TryReadAhead() || connection.IsExpired(Lifetime, IdleTime) || !TryKeep(connection))
            Close(connection);
    }

    /// <summary>After anything else.</summary>
    public void Close(HitConnection connection)
    {
        if (!connection.Close())
            return;

        lock (_lock)
        {
            _idle.Remove(connection);
            FreePlace();
        }
    }

    /// <summary>Closes those that nobody uses; the others close when their hits are done.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        foreach (var connection in TakeIdle(static _ => true))
            Close(connection);
        lock (_lock)
            _sweep?.Dispose();
    }

    private HitConnection? TryRentIdle()
    {
        while (TakeLast() is { } connection)
        {
            if (connection.TryTake() && !connection.IsExpired(Lifetime, IdleTime))
                return connection;
            Close(connection);
        }

        return null;
    }

    private HitConnection? TakeLast()
    {
        lock (_lock)
        {
            if (_idle.Count == 0)
                return null;
            var last = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return last;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HitConnection> RentSlowlyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (JoinQueue() is { } turn)
            {
                if (await WaitAsync(turn, cancellationToken) is { } given)
                {
                    if (given.TryTake() && !given.IsExpired(Lifetime, IdleTime))
                        return given;
                    Close(given);
                    continue;
                }
            }

            return await OpenAsync(cancellationToken);
        }
    }

    /// <summary>Waiting is limited as connecting is: nothing was sent, so there is time for another attempt, or another destination.</summary>
    private async ValueTask<HitConnection?> WaitAsync(TaskCompletionSource<HitConnection?> turn, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TrackDomainSockets.ConnectTimeout, time);
        using var late = timeout.Token.UnsafeRegister(
            static turn => ((TaskCompletionSource<HitConnection?>)turn!).TrySetException(new HttpRequestException(HttpRequestError.ConnectionError, "No connection became free in time.")), turn);
        using var leaving = cancellationToken.UnsafeRegister(static (turn, token) => ((TaskCompletionSource<HitConnection?>)turn!).TrySetCanceled(token), turn);
        return await turn.Task;
    }

    /// <returns>Null if there is place for another connection, which is taken then.</returns>
    private TaskCompletionSource<HitConnection?>? JoinQueue()
    {
        lock (_lock)
        {
            var turn = new TaskCompletionSource<HitConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);

            // One may have come back since nobody found any: who waited now would wait for nothing.
            if (_idle.Count > 0)
            {
                turn.SetResult(_idle[^1]);
                _idle.RemoveAt(_idle.Count - 1);
                return turn;
            }

            if (_open < limit)
            {
                _open++;
                return null;
            }

            _waiting.Enqueue(turn);
            return turn;
        }
    }

    private async ValueTask<HitConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (socket, stream) = await dialer.DialAsync(cancellationToken);
            return new HitConnection(this, socket, stream, time);
        }
        catch
        {
            lock (_lock)
                FreePlace();
            throw;
        }
    }

    private bool TryKeep(HitConnection connection)
    {
        lock (_lock)
        {
            if (_isDisposed || !connection.TryRest())
                return false;
            while (_waiting.TryDequeue(out var turn))
            {
                if (turn.TrySetResult(connection))
                    return true;
            }

            _idle.Add(connection);
            _sweep ??= CreateSweep();
            return true;
        }
    }

    /// <summary>The place goes to who waits longest, or is free.</summary>
    private void FreePlace()
    {
        while (_waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult(null))
                return;
        }

        _open--;
    }

    /// <summary>Runs only while a connection is idle: nobody tells the pool of a cluster that a reload left behind that it is no longer needed.</summary>
    private ITimer CreateSweep()
    {
        // It outlives the request that happens to begin it, and must not keep what belongs to that.
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static pool => ((HitConnections)pool!).Sweep(), this, IdleTime / 2, IdleTime / 2);
    }

    private void Sweep()
    {
        foreach (var old in TakeIdle(static connection => connection.IsExpired(Lifetime, IdleTime)))
            Close(old);
        lock (_lock)
        {
            if (_idle.Count > 0)
                return;
            _sweep?.Dispose();
            _sweep = null;
        }
    }

    private HitConnection[] TakeIdle(Predicate<HitConnection> which)
    {
        lock (_lock)
        {
            var taken = _idle.FindAll(which).ToArray();
            _idle.RemoveAll(taken.Contains);
            return taken;
        }
    }
}
