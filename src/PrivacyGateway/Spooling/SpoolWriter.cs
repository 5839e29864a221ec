using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>The one that writes and reads: group after group, and the store opened anew when it was damaged or could not be opened.</summary>
internal sealed partial class SpoolWriter(string directory, SpoolConfig config, TimeProvider time, ILogger logger)
{
    /// <summary>How often age is looked at, and how soon an unavailable spool is tried again.</summary>
    public static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(15);

    /// <summary>What one commit takes up at most; memory holds its pages until it is written.</summary>
    private const int MostRequests = 1024;
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly SpoolFiles _files = new(directory);

    private LedgerFile? _beside;
    private SpoolStore? _store;
    private string? _trouble;
    private volatile SpoolState _state = new();

    public SpoolState State => _state;

    public async Task RunAsync(ChannelReader<SpoolRequest> requests)
    {
        TryOpen();
        var group = new List<SpoolRequest>();
        while (await requests.WaitToReadAsync())
        {
            group.Clear();
            for (long bytes = 0; group.Count < MostRequests && bytes < MostBytes && requests.TryRead(out var request); bytes += request.Bytes)
                group.Add(request);
            Serve(group);
        }

        Close();
    }

    /// <summary>An anonymous hit with something in it that identifies: a fault of ours.</summary>
    public void Refused(string name) => Log.Refused(logger, name);

    private void Serve(List<SpoolRequest> group)
    {
        if (_store is null && group.Exists(request => request is TickRequest))
            TryOpen();
        try
        {
            if (_store is { } store)
                Serve(store, group);
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
            Fail(error.GetType().Name);
            _store!.Abandon();
            _store = null;
        }

        group.ForEach(request => request.Decline());
    }

    private void Serve(SpoolStore store, List<SpoolRequest> group)
    {
        var keeps = group.OfType<KeepRequest>().Where(keep => keep.IsWanted()).ToList();
        var results = store.Commit(
            keeps.ConvertAll(keep => (keep.Cluster, keep.Hit)),
            group.OfType<DoneRequest>().SelectMany(done => done.Ids),
            time.GetUtcNow());
        foreach (var id in group.OfType<ReleaseRequest>().SelectMany(release => release.Ids))
            store.Release(id);
        store.Defer(group.OfType<DeferRequest>().SelectMany(defer => defer.Ids), time.GetUtcNow());
        if (group.Exists(request => request is TickRequest))
            store.Checkpoint();
        Publish(store);

        for (var i = 0; i < keeps.Count; i++)
            keeps[i].Answer(results[i] == KeepResult.Kept);
        foreach (var take in group.OfType<TakeRequest>().Where(take => take.IsWanted()))
            take.Answer(store.Take(take.Cluster, take.Count));
    }

    private void Publish(SpoolStore store)
    {
        if (store.State.Expired - _state.Expired is > 0 and var expired)
            Log.Expired(logger, expired);
        if (store.Trouble is { } trouble && trouble != _trouble)
            Log.Troubled(logger, trouble);
        else if (store.Trouble is null && _trouble is not null)
            Log.Recovered(logger);
        _trouble = store.Trouble;
        _state = store.State;
    }

    private void TryOpen()
    {
        try
        {
            _files.Prepare();
            _beside ??= LedgerFile.Open(_files.Ledger);
            _store = new SpoolOpening(_files, config, time, logger).Open(_beside);
            _state = _store.State;
            Log.Opened(logger, _state.Rows, _state.Bytes);
        }
        catch (Exception error)
        {
            // Never fatal: the gateway serves without a spool.
            Fail(error is SpoolUnavailableException or SpoolDamagedException ? error.Message : error.GetType().Name);
        }
    }

    private void Fail(string reason)
    {
        if (_state.Reason != reason)
            Log.Unavailable(logger, reason);

        // The totals stay: to whoever adds up, a number that falls and comes back is all of it once more.
        _state = _state with { Status = SpoolStatus.Unavailable, Reason = reason, Rows = 0, Bytes = 0, OldestKeptAt = null, Waiting = new Dictionary<string, int>(StringComparer.Ordinal) };
    }

    private void Close()
    {
        try
        {
            _store?.Dispose();
        }
        catch (SpoolDamagedException damage)
        {
            // Mended by whoever opens it next.
            Log.Unavailable(logger, damage.Message);
            _store!.Abandon();
        }

        _beside?.Dispose();
        _state = _state with { Status = SpoolStatus.Closed };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The spool is open. Hits that wait: {Rows}, of {Bytes} bytes.")]
        public static partial void Opened(ILogger logger, long rows, long bytes);

        [LoggerMessage(2, LogLevel.Error, "The spool cannot be used, so hits that are not delivered are answered 503: {Reason}.")]
        public static partial void Unavailable(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Error, "The spool is looked through anew: {Reason}.")]
        public static partial void Reopened(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Error, "The spool accepts nothing for now: {Reason}.")]
        public static partial void Troubled(ILogger logger, string reason);

        [LoggerMessage(5, LogLevel.Information, "The spool accepts hits again.")]
        public static partial void Recovered(ILogger logger);

        [LoggerMessage(6, LogLevel.Warning, "Hits that waited too long and were given up: {Count}.")]
        public static partial void Expired(ILogger logger, long count);

        [LoggerMessage(7, LogLevel.Error, "Guard violation: an anonymous hit to be kept has {Name} in it. It is not kept.")]
        public static partial void Refused(ILogger logger, string name);
    }
}
