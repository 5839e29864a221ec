namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// Measures the age of hits. While the process runs, a monotonic clock is used. Only the age of a hit from an earlier process
/// depends on the time of day. Not thread-safe: the writer uses it.
/// </summary>
internal sealed class SpoolClock
{
    /// <summary>Smaller steps of the time of day are not reported.</summary>
    private static readonly TimeSpan MinReportedStep = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly long _started;

    /// <summary>
    /// The periods between steps of the time of day: the time of day that
    /// corresponds to uptime 0, and the uptime at which the period began.
    /// </summary>
    private readonly List<(DateTimeOffset Zero, TimeSpan From)> _periods;

    public SpoolClock(TimeProvider time)
    {
        (_time, _started) = (time, time.GetTimestamp());
        _periods = [(time.GetUtcNow(), TimeSpan.Zero)];
    }

    /// <summary>The time of day, as written to records.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The monotonic time since this clock was created.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_started);

    /// <summary>
    /// Converts a record's time to uptime; negative for a hit of an earlier process. A time in the future counts as
    /// now.
    /// </summary>
    public TimeSpan ToUptime(DateTimeOffset spooledAt)
    {
        var until = Uptime;
        for (var i = _periods.Count - 1; i >= 0; i--)
        {
            var (zero, from) = _periods[i];
            if (spooledAt - zero is var uptime && uptime >= from && uptime <= until)
                return uptime;
            until = from;
        }

        return ToEarlier(spooledAt, Uptime);
    }

    /// <summary>Converts the time of a hit that was spooled at <paramref name="latest"/> or earlier.</summary>
    public TimeSpan ToEarlier(DateTimeOffset spooledAt, TimeSpan latest) =>
        spooledAt - _periods[^1].Zero is var uptime && uptime < latest ? uptime : latest;

    /// <summary>
    /// Returns the step if the time of day was set by more than <see cref="MinReportedStep"/> since the last call; otherwise null.
    /// </summary>
    public TimeSpan? FindStep()
    {
        var (now, uptime) = (Now, Uptime);
        var step = now - uptime - _periods[^1].Zero;
        if (step.Duration() <= MinReportedStep)
            return null;
        _periods.Add((now - uptime, uptime));
        return step;
    }
}
