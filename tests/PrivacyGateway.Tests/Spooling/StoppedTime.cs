namespace PrivacyGateway.Tests.Spooling;

/// <summary>Time that only the test moves. The wall clock can be moved separately, as an operator or NTP does.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<StoppedTimer> _timers = [];
    private DateTimeOffset _wall = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Locked(() => _passed.Ticks);

    public override DateTimeOffset GetUtcNow() => Locked(() => _wall);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Locked(() =>
    {
        var timer = new StoppedTimer(() => callback(state), _passed + dueTime, period);
        _timers.Add(timer);
        return timer;
    });

    /// <summary>Time passes, and each due timer fires once.</summary>
    public void Pass(TimeSpan span)
    {
        var due = Locked(() =>
        {
            (_wall, _passed) = (_wall + span, _passed + span);
            _timers.RemoveAll(timer => timer.IsDisposed);
            return _timers.Where(timer => timer.IsDue(_passed)).ToList();
        });
        due.ForEach(timer => timer.Ring());
    }

    /// <summary>The wall clock is set; no time passes.</summary>
    public void Step(TimeSpan span) => Locked(() => _wall += span);

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    private sealed class StoppedTimer(Action ring, TimeSpan due, TimeSpan period) : ITimer
    {
        private TimeSpan _due = due;

        public bool IsDisposed { get; private set; }

        public bool IsDue(TimeSpan now)
        {
            var isDue = now >= _due;
            if (isDue)
                _due = period == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : now + period;
            return isDue;
        }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
