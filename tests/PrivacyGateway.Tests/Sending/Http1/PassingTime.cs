namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Time that only the test moves.</summary>
internal sealed class PassingTime : TimeProvider
{
    private readonly List<Bell> _bells = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int Bells => _bells.Count;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, () => callback(state));
        _bells.Add(bell);
        return bell;
    }

    public void Pass(TimeSpan span) => Interlocked.Add(ref _now, span.Ticks);

    /// <summary>Every timer that there is.</summary>
    public void Ring() => _bells.ToList().ForEach(static bell => bell.Ring());

    private sealed class Bell(PassingTime time, Action ring) : ITimer
    {
        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => time._bells.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
