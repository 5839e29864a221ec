namespace PrivacyGateway.Tests.Hosting;

/// <summary>A clock that only the test moves, with one periodic timer.</summary>
internal sealed class VirtualTime : TimeProvider, IDisposable
{
    private Tick? _tick;

    public bool IsTicking => _tick is { IsDisposed: false };

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(dueTime, period);
        return _tick = new Tick(() => callback(state), period);
    }

    public void Dispose() => _tick?.Dispose();

    public void Advance(TimeSpan span) => _tick?.Advance(span);

    private sealed class Tick(Action callback, TimeSpan period) : ITimer
    {
        private TimeSpan _since;

        public bool IsDisposed { get; private set; }

        public void Advance(TimeSpan span)
        {
            for (_since += span; _since >= period && !IsDisposed; _since -= period)
                callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
