using System.Threading.Channels;

namespace PrivacyGateway.Tests.Diagnostics.Ledger;

/// <summary>A clock that stands still until it is stepped to the end of the current delay.</summary>
internal sealed class SteppedTime(DateTimeOffset now) : TimeProvider
{
    private readonly Channel<Pause> _begun = Channel.CreateUnbounded<Pause>();
    private DateTimeOffset _now = now;
    private Pause? _pause;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pause = new Pause(() => callback(state), dueTime);
        Assert.True(_begun.Writer.TryWrite(pause));
        return pause;
    }

    /// <returns>The length of the next delay.</returns>
    public async Task<TimeSpan> WaitedForAsync() => (_pause = await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken)).Due;

    public void Step()
    {
        _now += _pause!.Due;
        _pause.End();
    }

    private sealed record Pause(Action End, TimeSpan Due) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
