namespace PrivacyGateway.Tests.Spooling;

/// <summary>Time that passes when the test says so.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private readonly List<StoppedTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StoppedTimer(() => callback(state));
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on, and lets every timer ring once.</summary>
    public void Pass(TimeSpan span)
    {
        _now += span;
        _timers.ForEach(timer => timer.Ring());
    }

    private sealed class StoppedTimer(Action ring) : ITimer
    {
        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // It rings only when told.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
