namespace PrivacyGateway.Simulation;

/// <summary>
/// Time that passes only when everything waits for it, and the one thread on which everything runs, in an order that depends only on the
/// program. The time of day can be set, as operators and time servers do; timestamps and timers do not follow it.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Alarm, (long Due, long Order)> _alarms = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private TimeSpan _offset;
    private long _now;
    private long _order;

    public VirtualTime() => Context = new SingleThread(this);

    /// <summary>The context for continuations; it must be current when any part of the simulation starts.</summary>
    public SynchronizationContext Context { get; }

    public TimeSpan Now => TimeSpan.FromTicks(_now);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => Start + Now + _offset;

    /// <summary>Sets the wall clock.</summary>
    public void Step(TimeSpan by) => _offset += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Check();
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>
    /// Runs everything that is ready, and lets time pass up to this moment. May be called recursively: then the caller is suspended.
    /// </summary>
    /// <param name="until">Where time stops.</param>
    /// <param name="isOver">Ends it earlier.</param>
    public void RunUntil(TimeSpan until, Func<bool>? isOver = null)
    {
        while (isOver?.Invoke() != true)
        {
            if (_ready.TryDequeue(out var next))
            {
                next.Callback(next.State);
                continue;
            }

            if (!_alarms.TryPeek(out var alarm, out var key) || key.Due > until.Ticks)
            {
                _now = Math.Max(_now, until.Ticks);
                return;
            }

            _alarms.Dequeue();
            if (!alarm.IsFor(key.Order))
                continue;
            _now = Math.Max(_now, key.Due);
            alarm.Ring();
        }
    }

    /// <exception cref="InvalidOperationException">
    /// Something runs on another thread, so that a seed would not tell what happens.
    /// </exception>
    private void Check()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("The simulation has left its thread.");
    }

    private sealed class SingleThread(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            if (Environment.CurrentManagedThreadId != time._thread) Console.Error.WriteLine(
                (state as Delegate)?.Target + " " + Environment.StackTrace);
            time.Check();
            time._ready.Enqueue((d, state));
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class Alarm(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private long _order = -1;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool IsFor(long order) => order == _order;

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            else
                _order = -1;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Check();
            _period = period;
            _order = -1;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            _order = ++time._order;
            time._alarms.Enqueue(this, (time._now + dueTime.Ticks, _order));
            return true;
        }

        public void Dispose() => _order = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
