namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// How long hits have waited. While the process runs, a clock tells that nobody sets; only the age of a hit that an earlier process kept
/// comes from the time of day. Used by the writer alone.
/// </summary>
internal sealed class SpoolClock
{
    /// <summary>Smaller steps of the time of day are not worth a word: no age depends on them.</summary>
    private static readonly TimeSpan LongStep = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly long _started;

    /// <summary>The time of day at uptime 0, as each stretch between two steps had it, and the uptime at which the stretch began.</summary>
    private readonly List<(DateTimeOffset Zero, TimeSpan From)> _stretches;

    public SpoolClock(TimeProvider time)
    {
        (_time, _started) = (time, time.GetTimestamp());
        _stretches = [(time.GetUtcNow(), TimeSpan.Zero)];
    }

    /// <summary>The time of day: what a record says.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Since this clock was made. It never goes back.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_started);

    /// <summary>
    /// At which uptime a hit was kept, by what its record says; negative for one of an earlier process. A hit from the future counts as
    /// kept now.
    /// </summary>
    public TimeSpan ToUptime(DateTimeOffset keptAt)
    {
        var until = Uptime;
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var (zero, from) = _stretches[i];
            if (keptAt - zero is var uptime && uptime >= from && uptime <= until)
                return uptime;
            until = from;
        }

        return ToEarlier(keptAt, Uptime);
    }

    /// <summary>The same for a hit that was kept no later than at <paramref name="latest"/>.</summary>
    public TimeSpan ToEarlier(DateTimeOffset keptAt, TimeSpan latest) => keptAt - _stretches[^1].Zero is var uptime && uptime < latest ? uptime : latest;

    /// <summary>Whether the time of day was set since the last call, and by how much, if it was by more than an hour.</summary>
    public TimeSpan? FindStep()
    {
        var (now, uptime) = (Now, Uptime);
        var step = now - uptime - _stretches[^1].Zero;
        if (step.Duration() <= LongStep)
            return null;
        _stretches.Add((now - uptime, uptime));
        return step;
    }
}
