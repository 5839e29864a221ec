using System.Diagnostics;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The connection pool of one origin. It is a stack, so that surplus connections after a burst become idle and expire. At the limit, hits
/// wait in order. A connection carries either identified or anonymous hits, never both: if an upstream sends extra data after a response,
/// an anonymous browser never gets data meant for an identified one. The limit applies to both kinds together.
/// </summary>
/// <remarks>
/// A connection has a slot from before it is dialed until it is closed. A slot is free, dialing (<see cref="OpenAsync"/>), rented or idle.
/// Closing passes it to the first waiter, or frees it. Invariants, under the lock: idle
/// connections ≤ open slots ≤ limit; idle connections are parked, or closed by their peer.
/// </remarks>
internal sealed class HitConnections(Dialer dialer, int limit, TimeProvider time) : IDisposable
{
    /// <summary>Long enough for reuse, short enough to follow DNS changes.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Shorter than the idle timeout of common servers, so that they rarely close a connection just when a hit is sent on it.
    /// </summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    /// <summary>How long before the upstream's stated idle timeout a connection is no longer used.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<HitConnection> _idle = [];
    private readonly Queue<HitWaiter> _waiting = [];
    private ITimer? _sweep;
    private bool _isDisposed;
    private int _open;

    /// <summary>Rents a connection for exclusive use. The caller must pass it to <see cref="Return"/> or <see cref="Close"/>.</summary>
    public ValueTask<HitConnection> RentAsync(bool isAnonymous, Deadline deadline, CancellationToken cancellationToken) =>
        TryRentIdle(isAnonymous) is { } idle ? ValueTask.FromResult(idle) : RentOrOpenAsync(isAnonymous, deadline, cancellationToken);

    /// <summary>Returns a connection after a complete response. The caller must not use it afterwards.</summary>
    public void Return(HitConnection connection)
    {
        if (!connection.TryReadAhead() || connection.IsTooOld(Lifetime, IdleTime) || !TryPark(connection))
            Close(connection);
    }

    /// <summary>
    /// Closes a connection after anything but a complete response. May be called more than once: only the first call releases the slot.
    /// </summary>
    public void Close(HitConnection connection)
    {
        if (!connection.Close())
            return;

        lock (_lock)
        {
            _idle.Remove(connection);
            ReleaseSlot();
        }
    }

    /// <summary>Closes idle connections. Rented ones are closed when they are returned.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        foreach (var connection in TakeIdle(static _ => true))
            Close(connection);
        lock (_lock)
            _sweep?.Dispose();
    }

    private HitConnection? TryRentIdle(bool isAnonymous)
    {
        while (TakeIdleOfKind(isAnonymous) is { } connection)
        {
            if (connection.TryClaim() && !connection.IsTooOld(Lifetime, IdleTime))
                return connection;
            Close(connection);
        }

        return null;
    }

    private HitConnection? TakeIdleOfKind(bool isAnonymous)
    {
        lock (_lock)
        {
            for (var i = _idle.Count - 1; i >= 0; i--)
            {
                if (_idle[i].IsAnonymous == isAnonymous)
                    return RemoveIdleAt(i);
            }

            return null;
        }
    }

    private HitConnection RemoveIdleAt(int index)
    {
        Debug.Assert(_lock.IsHeldByCurrentThread);
        var connection = _idle[index];
        _idle.RemoveAt(index);
        return connection;
    }

    private async ValueTask<HitConnection> RentOrOpenAsync(bool isAnonymous, Deadline deadline, CancellationToken cancellationToken)
    {
        using var late = deadline.CreateSource(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            while (TryReserveSlot(isAnonymous) is { } turn && await turn.WaitAsync(time, either.Token) is { } idle)
            {
                if (idle.TryClaim() && !idle.IsTooOld(Lifetime, IdleTime))
                    return idle;
                Close(idle);
            }

            return await OpenAsync(isAnonymous, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw deadline.Expired();
        }
    }

    /// <summary>Reserves a slot for a new connection, or queues the caller for a connection or slot.</summary>
    /// <returns>Null if a slot was reserved. The caller must then open a connection.</returns>
    private HitWaiter? TryReserveSlot(bool isAnonymous)
    {
        lock (_lock)
        {
            var turn = new HitWaiter(isAnonymous);

            // A connection may have been returned since the first lookup. Queueing now would miss it.
            if (TakeIdleOfKind(isAnonymous) is { } idle)
            {
                turn.TryGive(idle);
                return turn;
            }

            if (_open < limit)
            {
                _open++;
                Debug.Assert(_open <= limit);
                return null;
            }

            // At the limit, close an idle connection of the other kind and take
            // over its slot. If it is closing already, that releases its slot.
            if (_idle.Count > 0 && RemoveIdleAt(0).Close())
                return null;

            _waiting.Enqueue(turn);
            return turn;
        }
    }

    private async ValueTask<HitConnection> OpenAsync(bool isAnonymous, CancellationToken cancellationToken)
    {
        try
        {
            var (socket, stream) = await dialer.DialAsync(cancellationToken);
            return new HitConnection(this, socket, stream, time) { IsAnonymous = isAnonymous };
        }
        catch
        {
            lock (_lock)
                ReleaseSlot();
            throw;
        }
    }

    private bool TryPark(HitConnection connection)
    {
        lock (_lock)
        {
            while (_waiting.TryPeek(out var cancelled) && cancelled.IsCompleted)
                _waiting.Dequeue();

            // If the first waiter needs the other kind, do not park: closing this connection passes the slot on.
            if (_isDisposed || (_waiting.TryPeek(out var first) && first.IsAnonymous != connection.IsAnonymous) || !connection.TryPark())
                return false;
            while (_waiting.TryPeek(out var next) && next.IsAnonymous == connection.IsAnonymous)
            {
                _waiting.Dequeue();
                if (next.TryGive(connection))
                    return true;
            }

            _idle.Add(connection);
            Debug.Assert(_idle.Count <= _open);
            _sweep ??= CreateSweep();
            return true;
        }
    }

    /// <summary>Passes the slot to the first waiter, or frees it. The caller must hold the lock and own the slot.</summary>
    private void ReleaseSlot()
    {
        Debug.Assert(_lock.IsHeldByCurrentThread);
        Debug.Assert(_open > 0);
        while (_waiting.TryDequeue(out var next))
        {
            if (next.TryGive(null))
                return;
        }

        _open--;
    }

    /// <summary>
    /// Closes old connections while any is idle: a reload does not dispose of
    /// pools. The timer must not capture the context of the request that starts it.
    /// </summary>
    private ITimer CreateSweep()
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static pool => ((HitConnections)pool!).Sweep(), this, IdleTime / 2, IdleTime / 2);
    }

    private void Sweep()
    {
        foreach (var old in TakeIdle(static connection => connection.IsTooOld(Lifetime, IdleTime)))
            Close(old);
        lock (_lock)
        {
            if (_idle.Count > 0)
                return;
            _sweep?.Dispose();
            _sweep = null;
        }
    }

    private HitConnection[] TakeIdle(Predicate<HitConnection> condition)
    {
        lock (_lock)
        {
            var taken = _idle.FindAll(condition).ToArray();
            _idle.RemoveAll(taken.Contains);
            return taken;
        }
    }
}
