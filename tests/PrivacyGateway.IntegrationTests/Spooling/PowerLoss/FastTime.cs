namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>Timers ring a hundred times as often, so that a spool cleans up several times in a second.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Factor = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Faster(dueTime), Faster(period));

    private static TimeSpan Faster(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / Factor;
}
