using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>Single writer loop; batches requests into one commit. Reopens the store if it was damaged or could not be opened.</summary>
internal sealed partial class SpoolWriter(SpoolFiles files, SpoolConfig config, TimeProvider time, ILogger logger)
{
    /// <summary>How often hits are checked for expiry, and how often opening an unavailable spool is retried.</summary>
    public static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(15);

    private readonly SpoolMonitor _monitor = new(TimeSpan.FromMilliseconds(config.KeepMilliseconds), time);

    private readonly SpoolClock _clock = new(time);

    private SpoolIndexFiles? _indexes;
    private SpoolStore? _store;
    private Refusal? _loggedRefusal;
    private volatile SpoolState _state = new();

    public SpoolState State => _monitor.Apply(_state, _clock.Uptime);

    /// <summary>The refusal while the disk hangs; otherwise null.</summary>
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

    /// <summary>Records that a hit was refused. The refusal is logged once, until hits are spooled again.</summary>
    public void Note(Refusal refusal)
    {
        _monitor.Note(refusal);
        LogRefusal(refusal);
    }

    /// <returns>Whether the disk hangs, so that the caller should not wait for the files to be closed.</returns>
    public bool TryGiveUpClosing(TimeSpan limit)
    {
        if (_monitor.CommitAge < limit)
            return false;
        Log.NotClosed(logger, limit.TotalSeconds);
        return true;
    }

    /// <summary>Logs that the guard refused a hit, which means a bug in the gateway.</summary>
    public void LogGuardViolation(string name) => Log.Refused(logger, name);

    private void Serve(List<SpoolRequest> group)
    {
        var isTick = group.Exists(request => request is SpoolRequest.Tick);
        if (isTick && _clock.FindStep() is { } step)
        {
            Log.ClockStepped(logger, step.TotalHours);
            _store?.RecomputeAges();
        }

        if (isTick && _store is null)
            TryOpen();
        try
        {
            if (_store is { } store)
                Serve(store, group, RestoreFiles(store));
        }
        catch (SpoolDamagedException damage)
        {
            // Check and repair the files at once. The requests of this group are declined, and their callers retry.
            Log.Reopened(logger, damage.Message);
            _store!.Abandon();
            _store = null;
            TryOpen();
        }
        catch (Exception error)
        {
            // The loop must survive any error. The next tick reopens and checks the files.
            Fail(Refusal.From(error));
            _store!.Abandon();
            _store = null;
        }

        group.ForEach(request => request.Decline());
    }

    /// <summary>Restores files that were removed or replaced. The open files still contain every hit.</summary>
    /// <returns>Why no hit can be spooled; null if the files are in place.</returns>
    private Refusal? RestoreFiles(SpoolStore store)
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
            return Refusal.FilesRemoved(GetRefusal(error), store.State.Rows);
        }
    }

    private void Serve(SpoolStore store, List<SpoolRequest> group, Refusal? refusal)
    {
        var commit = new GroupCommit(store, group, refusal);
        commit.Write();
        Publish(store, refusal);
        if (commit.CompleteHits(Note) is > 0 and var late)
            Log.Retracted(logger, late);
        commit.WriteReplay();
        Publish(store, refusal);
        commit.CompleteReplay();
    }

    /// <summary>Publishes the state after one disk operation and begins the next.</summary>
    private void Publish(SpoolStore store, Refusal? refusal)
    {
        _monitor.Begin();
        if (store.State.Expired - _state.Expired is > 0 and var expired)
            Log.Expired(logger, expired);
        _state = store.State with { Refusal = refusal ?? store.State.Refusal };
        LogRefusal(State.Refusal);
    }

    private void LogRefusal(Refusal? refusal)
    {
        var previous = Interlocked.Exchange(ref _loggedRefusal, refusal);
        if (refusal is not null && previous is null)
            Log.Refusing(logger, refusal.Reason, refusal.Remedy);
        else if (refusal is null && previous is not null)
            Log.Accepting(logger);
    }

    private void TryOpen()
    {
        try
        {
            files.Prepare();
            _indexes ??= SpoolIndexFiles.Open(files, logger);
            _indexes.Reopen();
            _store = Opening().Open(_indexes);
            _state = _store.State;
            Log.Opened(logger, _state.Rows, _state.Bytes);
        }
        catch (Exception error)
        {
            // Not fatal: the gateway works without a spool.
            Fail(GetRefusal(error));
        }
    }

    private SpoolOpening Opening() => new(files, config, _clock, logger);

    private static Refusal GetRefusal(Exception error) =>
        error is SpoolUnavailableException unavailable ? unavailable.Refusal
        : error is SpoolDamagedException ? Refusal.From(error) with { Reason = error.Message }
        : Refusal.From(error);

    private void Fail(Refusal refusal)
    {
        if (_state.Reason != refusal.Reason)
            Log.Unavailable(logger, refusal.Reason, refusal.Remedy);

        // Keep the totals: they are counters, and a drop would look like a reset.
        _state = _state with
        {
            Status = SpoolStatus.Unavailable,
            Refusal = refusal,
            Rows = 0,
            Bytes = 0,
            OldestSpooledAt = null,
            OldestUptime = null,
            Waiting = new Dictionary<string, int>(StringComparer.Ordinal)
        };
    }

    private void Close()
    {
        try
        {
            if (_store is not null && RestoreFiles(_store) is { } refusal)
                Log.Removed(logger, refusal.Reason);
            _store?.Dispose();
        }
        catch (SpoolDamagedException damage)
        {
            // The next start repairs the files.
            Log.NotWhole(logger, damage.Message);
            _store!.Abandon();
        }

        _indexes?.Dispose();
        _state = _state with { Status = SpoolStatus.Closed };
    }
}
