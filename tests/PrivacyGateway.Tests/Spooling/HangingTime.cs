using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>
/// A clock that can block the spool's writer, as a hanging disk does: only the writer reads the time of day, after it has taken
/// its hits and before it commits them.
/// </summary>
internal sealed class HangingTime : TimeProvider, IDisposable
{
    private readonly StoppedTime _time = new();
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly SemaphoreSlim _held = new(0);

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        if (!_gate.IsSet)
        {
            _held.Release();
            _gate.Wait(HangLimit.Time);
        }

        return _time.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);

    public void Pass(TimeSpan span) => _time.Pass(span);

    /// <summary>The next commit hangs.</summary>
    public void Hang() => _gate.Reset();

    /// <summary>Waits until a commit hangs.</summary>
    public Task HeldAsync() => _held.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);

    public void Resume() => _gate.Set();

    public void Dispose()
    {
        _gate.Set();
        _gate.Dispose();
        _held.Dispose();
    }
}
