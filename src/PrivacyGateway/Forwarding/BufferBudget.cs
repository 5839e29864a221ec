using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Limits the memory of request bodies over all requests. When the budget is used up, the body in progress with the largest product of
/// bytes and time is evicted; when half of it is used, so is the worst body of an address above its share. So slow senders lose their own
/// bodies, and bodies at the usual speed of browsers are always read.
/// </summary>
internal sealed class BufferBudget : IDisposable
{
    /// <summary>Divisor of the budget: the share of one address while memory is scarce.</summary>
    private const int AddressPart = 4;

    /// <summary>Divisor of the budget: memory is scarce beyond this part.</summary>
    private const int ScarcePart = 2;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<ArrivingBody> _arriving = [];
    private readonly long _bytes;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private long _used;

    public BufferBudget(long bytes, TimeProvider time)
    {
        (_bytes, _time) = (bytes, time);
        _sweep = time.CreateTimer(static budget => ((BufferBudget)budget!).Sweep(), this, SweepInterval, SweepInterval);
    }

    /// <summary>Bytes in use.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Bytes that may be in use at once.</summary>
    public long Most => _bytes;

    /// <summary>Registers a body in progress.</summary>
    public void Begin(ArrivingBody body)
    {
        lock (_lock)
        {
            body.BeganAt = _time.GetTimestamp();
            body.Index = _arriving.Count;
            _arriving.Add(body);
        }
    }

    /// <summary>
    /// Ends the registration of a complete or abandoned body: it can no longer be evicted and keeps its bytes until <see cref="Return"/>.
    /// </summary>
    /// <returns>Null if the body may be used; otherwise the reason for its eviction.</returns>
    public string? End(ArrivingBody body)
    {
        lock (_lock)
        {
            Unregister(body);
            return body.Loss;
        }
    }

    /// <param name="count">Number of bytes.</param>
    /// <param name="body">The body in progress that needs them; null for other memory.</param>
    public bool TryTake(int count, ArrivingBody? body)
    {
        lock (_lock)
        {
            if (body is { Loss: not null })
                return false;
            if (body is not null && _used + count > _bytes / ScarcePart && HeldFrom(body.Address) is var held && held > body.Held
                && held + count > _bytes / AddressPart && !TryEvict(body, sameAddress: true))
                return false;
            while (_used + count > _bytes)
            {
                if (!TryEvict(body, sameAddress: false))
                    return false;
            }

            _used += count;
            if (body is not null)
                body.Held += count;
            return true;
        }
    }

    /// <param name="count">Number of bytes.</param>
    /// <param name="body">As in <see cref="TryTake"/>.</param>
    public void Return(int count, ArrivingBody? body)
    {
        lock (_lock)
        {
            // Eviction has returned all bytes.
            if (body is { Loss: not null })
                return;
            _used -= count;
            if (body is not null)
                body.Held -= count;
        }
    }

    public void Dispose() => _sweep.Dispose();

    /// <summary>Evicts bodies that exceed their timeout.</summary>
    private void Sweep()
    {
        lock (_lock)
        {
            for (var i = _arriving.Count - 1; i >= 0; i--)
            {
                if (_time.GetElapsedTime(_arriving[i].BeganAt) > _arriving[i].Deadline)
                    Evict(_arriving[i], RefusalReasons.BodyTooSlow);
            }
        }
    }

    /// <returns>False if no other body holds bytes, or the requesting body is the worst.</returns>
    private bool TryEvict(ArrivingBody? requester, bool sameAddress)
    {
        ArrivingBody? worst = null;
        var most = 0d;
        foreach (var body in _arriving)
        {
            if ((!sameAddress || body.Address == requester!.Address)
                && body.Held * _time.GetElapsedTime(body.BeganAt).TotalSeconds is var cost && cost > most)
                (worst, most) = (body, cost);
        }

        if (worst is null || worst == requester)
            return false;
        Evict(worst, RefusalReasons.BuffersFull);
        return true;
    }

    private void Evict(ArrivingBody body, string reason)
    {
        _used -= body.Held;
        (body.Held, body.Loss) = (0, reason);
        Unregister(body);
        body.Cancel();
    }

    private long HeldFrom(ulong address)
    {
        var held = 0L;
        foreach (var body in _arriving)
            held += body.Address == address ? body.Held : 0;
        return held;
    }

    private void Unregister(ArrivingBody body)
    {
        if (body.Index < 0)
            return;
        var last = _arriving[^1];
        (_arriving[body.Index], last.Index) = (last, body.Index);
        _arriving.RemoveAt(_arriving.Count - 1);
        body.Index = -1;
    }
}
