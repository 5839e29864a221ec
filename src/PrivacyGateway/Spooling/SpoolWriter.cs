using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>The one that writes and reads: group after group, and the store opened anew when it was damaged or could not be opened.</summary>
internal sealed partial class SpoolWriter(SpoolFiles files, SpoolConfig config, TimeProvider time, ILogger logger)
{
    /// <summary>How often age is looked at, and how soon an unavailable spool is tried again.</summary>
    public static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(15);

    private readonly SpoolMonitor _monitor = new(TimeSpan.FromMilliseconds(config.KeepMilliseconds), time);

    private readonly SpoolClock _clock = new(time);

    private LedgerFiles? _ledgers;
    private SpoolStore? _store;
    private Refusal? _told;
    private volatile SpoolState _state = new();

    public SpoolState State => _monitor.Apply(_state, _clock.Uptime);

    /// <summary>Why no hit can be kept in time; null unless the disk hangs.</summary>
    public Refusal? Stalled => _monitor.IsStalled ? Refusal.Stalled(_monitor.CommitAge) : null;

    public async Task RunAsync(SpoolRequestQueue requests)
    {
        _monitor.Begin();
        TryOpen();
        var group = new List<SpoolRequest>();
        _monitor.End();
        while (await requests.ReadAsync(group))
        {
            _monitor.Begin();
            Serve(group);
            _monitor.End();
            requests.Finish(group);
        }

        _monitor.Begin();
        Close();
        _monitor.End();
    }

    /// <summary>A hit was refused. The log tells it once, until hits are kept again.</summary>
    public void Note(Refusal refusal)
    {
        _monitor.Note(refusal);
        Tell(refusal);
    }

    /// <returns>Whether the disk hangs, so that nobody should wait for the files to be closed.</returns>
    public bool GivesUpClosing(TimeSpan limit)
    {
        if (_monitor.CommitAge < limit)
            return false;
        Log.NotClosed(logger, limit.TotalSeconds);
        return true;
    }

    /// <summary>An anonymous hit with something in it that identifies: a fault of ours.</summary>
    public void Refused(string name) => Log.Refused(logger, name);

    private void Serve(List<SpoolRequest> group)
    {
        var isTick = group.Exists(request => request is TickRequest);
        if (isTick && _clock.FindStep() is { } step)
        {
            Log.ClockStepped(logger, step.TotalHours);
            _store?.Rejuvenate();
        }

        if (isTick && _store is null)
            TryOpen();
        try
        {
            if (_store is { } store)
                Serve(store, group, FindFiles(store));
        }
        catch (SpoolDamagedException damage)
        {
            // Looked through and mended at once; whoever asked meanwhile is told no, and asks again.
            Log.Reopened(logger, damage.Message);
            _store!.Abandon();
            _store = null;
            TryOpen();
        }
        catch (Exception error)
        {
            // Whatever it was, the next one who asks must get an answer; the files are looked through with the next tick.
            Fail(Refusal.From(error));
            _store!.Abandon();
            _store = null;
        }

        group.ForEach(request => request.Decline());
    }

    /// <summary>Somebody may have removed or replaced the files. The open ones have every hit, so they are written again.</summary>
    /// <returns>Why no hit can be kept; null if the files are there, or are there again.</returns>
    private Refusal? FindFiles(SpoolStore store)
    {
        if (store.HasFiles)
            return null;
        try
        {
            store.Recreate(Opening());
            Log.Recreated(logger, store.State.Rows);
            return null;
        }
        catch (Exception error)
        {
            return Refusal.FilesRemoved(RefusalOf(error), store.State.Rows);
        }
    }

    private void Serve(SpoolStore store, List<SpoolRequest> group, Refusal? refusal)
    {
        var commit = new GroupCommit(store, group, refusal);
        commit.Write();
        Publish(store, refusal);
        if (commit.AnswerHits(Note) is > 0 and var late)
            Log.Retracted(logger, late);
        commit.WriteReplay();
        Publish(store, refusal);
        commit.AnswerReplay();
    }

    /// <summary>The disk has done with one thing, and turns to the next.</summary>
    private void Publish(SpoolStore store, Refusal? refusal)
    {
        _monitor.Begin();
        if (store.State.Expired - _state.Expired is > 0 and var expired)
            Log.Expired(logger, expired);
        _state = store.State with { Refusal = refusal ?? store.State.Refusal };
        Tell(State.Refusal);
    }

    private void Tell(Refusal? refusal)
    {
        var before = Interlocked.Exchange(ref _told, refusal);
        if (refusal is not null && before is null)
            Log.Refusing(logger, refusal.Reason, refusal.Remedy);
        else if (refusal is null && before is not null)
            Log.Accepting(logger);
    }

    private void TryOpen()
    {
        try
        {
            files.Prepare();
            _ledgers ??= LedgerFiles.Open(files, logger);
            _ledgers.Reopen();
            _store = Opening().Open(_ledgers);
            _state = _store.State;
            Log.Opened(logger, _state.Rows, _state.Bytes);
        }
        catch (Exception error)
        {
            // Never fatal: the gateway serves without a spool.
            Fail(RefusalOf(error));
        }
    }

    private SpoolOpening Opening() => new(files, config, _clock, logger);

    private static Refusal RefusalOf(Exception error) =>
        error is SpoolUnavailableException unavailable ? unavailable.Refusal
        : error is SpoolDamagedException ? Refusal.From(error) with { Reason = error.Message }
        : Refusal.From(error);

    private void Fail(Refusal refusal)
    {
        if (_state.Reason != refusal.Reason)
            Log.Unavailable(logger, refusal.Reason, refusal.Remedy);

        // The totals stay: to whoever adds up, a number that falls and comes back is all of it once more.
        _state = _state with { Status = SpoolStatus.Unavailable, Refusal = refusal, Rows = 0, Bytes = 0, OldestKeptAt = null, OldestUptime = null, Waiting = new Dictionary<string, int>(StringComparer.Ordinal) };
    }

    private void Close()
    {
        try
        {
            if (_store is not null && FindFiles(_store) is { } refusal)
                Log.Removed(logger, refusal.Reason);
            _store?.Dispose();
        }
        catch (SpoolDamagedException damage)
        {
            // Mended by whoever opens it next.
            Log.NotWhole(logger, damage.Message);
            _store!.Abandon();
        }

        _ledgers?.Dispose();
        _state = _state with { Status = SpoolStatus.Closed };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The spool is open. Hits that wait: {Rows}, of {Bytes} bytes.")]
        public static partial void Opened(ILogger logger, long rows, long bytes);

        [LoggerMessage(2, LogLevel.Error, "The spool cannot be used, so hits that are not delivered are answered 503: {Reason}. {Remedy}.")]
        public static partial void Unavailable(ILogger logger, string reason, string remedy);

        [LoggerMessage(3, LogLevel.Error, "The spool is looked through anew: {Reason}.")]
        public static partial void Reopened(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Error, "The spool refuses hits, so those that are not delivered are answered 503: {Reason}. {Remedy}.")]
        public static partial void Refusing(ILogger logger, string reason, string remedy);

        [LoggerMessage(5, LogLevel.Information, "The spool keeps hits again.")]
        public static partial void Accepting(ILogger logger);

        [LoggerMessage(6, LogLevel.Warning, "Hits that waited too long and were given up: {Count}.")]
        public static partial void Expired(ILogger logger, long count);

        [LoggerMessage(7, LogLevel.Error, "Guard violation: an anonymous hit to be kept has {Name} in it. It is not kept.")]
        public static partial void Refused(ILogger logger, string name);

        [LoggerMessage(8, LogLevel.Warning, "Hits whose commit ended after they had been answered 503, and which were removed again: {Count}.")]
        public static partial void Retracted(ILogger logger, int count);

        [LoggerMessage(9, LogLevel.Error, "The spool could not be closed: the disk has not completed a write for {Seconds} s. The next start finds the hits as after a crash.")]
        public static partial void NotClosed(ILogger logger, double seconds);

        [LoggerMessage(10, LogLevel.Error, "The spool is damaged, and is mended with the next start: {Reason}.")]
        public static partial void NotWhole(ILogger logger, string reason);

        [LoggerMessage(11, LogLevel.Warning, "The clock was set by {Hours:F1} h. The age of hits that wait does not follow it.")]
        public static partial void ClockStepped(ILogger logger, double hours);

        [LoggerMessage(12, LogLevel.Error, "Files of the spool had been removed or replaced while it was open. They are written again, with all hits that wait: {Rows}.")]
        public static partial void Recreated(ILogger logger, long rows);

        [LoggerMessage(13, LogLevel.Error, "The process ends, and hits are lost with it: {Reason}. The next start counts them.")]
        public static partial void Removed(ILogger logger, string reason);
    }
}
