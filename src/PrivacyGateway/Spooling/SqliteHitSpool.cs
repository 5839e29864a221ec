using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>
/// The spool in a directory of this replica's own. Everything that is asked of it goes through one queue to one writer, which puts all
/// that waits into one commit: while the disk takes one, the next gathers. Nothing waits for a disk that hangs: each request has a limit.
/// </summary>
internal sealed class SqliteHitSpool : IHitSpool
{
    /// <summary>A process that is told to stop waits no longer for a disk that hangs, whatever hits may wait.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly SpoolRequestQueue _requests = new();
    private readonly SpoolWriter _writer;
    private readonly Task _writing;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _ticks;

    /// <summary>Opens the spool in the background; requests wait meanwhile.</summary>
    /// <param name="directory">Made, for this user alone, if it is not there.</param>
    /// <param name="config">Its bounds.</param>
    /// <param name="time">What <c>KeptAt</c>, the age and the limits go by.</param>
    /// <param name="logger">Hears of damage and of what cannot be kept; never of a hit's contents.</param>
    /// <param name="runtime">What the writer runs on; null for <see cref="SpoolRuntime.Real"/>.</param>
    public SqliteHitSpool(string directory, SpoolConfig config, TimeProvider time, ILogger<SqliteHitSpool> logger, SpoolRuntime? runtime = null)
    {
        runtime ??= SpoolRuntime.Real;
        (_time, _timeout) = (time, TimeSpan.FromMilliseconds(config.KeepMilliseconds));
        _writer = new SpoolWriter(new SpoolFiles(directory) { BeforeWrite = runtime.BeforeWrite }, config, time, logger);
        _writing = runtime.Start(() => _writer.RunAsync(_requests));
        _ticks = time.CreateTimer(_ => _requests.Tick(), null, SpoolWriter.TickInterval, SpoolWriter.TickInterval);
    }

    /// <summary>How many hits may wait for the writer; asked for each hit.</summary>
    public Func<int> MostWaiting { get; init; } = static () => 4096;

    public SpoolState State => _writer.State;

    public async Task<bool> TryKeepAsync(string cluster, RewrittenHit hit, CancellationToken cancellation)
    {
        // The disk is one more place that identifiers must not reach, so it gets the same last look as the wire.
        if (LastLook.Find(hit) is { } name)
        {
            _writer.Refused(name);
            return false;
        }

        if (_writer.Stalled is { } stalled)
            return Refuse(stalled);
        var request = new KeepRequest(cluster, hit, cancellation);
        var most = MostWaiting();
        if (!_requests.TryAdd(request, most, out var isFull))
            return isFull && Refuse(Refusal.TooManyWaiting(most));

        await using var limit = _time.CreateTimer(_ => Withdraw(request), null, _timeout, Timeout.InfiniteTimeSpan);
        return await request.Kept;
    }

    public async Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation)
    {
        var request = new TakeRequest(cluster, count, cancellation);
        if (_writer.Stalled is not null || !_requests.TryAdd(request))
            return [];

        await using var limit = _time.CreateTimer(static request => ((TakeRequest)request!).Decline(), request, _timeout, Timeout.InfiniteTimeSpan);
        return await request.Taken;
    }

    public Task DoneAsync(IReadOnlyList<SpooledHit> hits) => AskAsync(new DoneRequest(hits));

    public Task ReleaseAsync(IReadOnlyList<SpooledHit> hits) => AskAsync(new ReleaseRequest(hits));

    public Task DeferAsync(IReadOnlyList<SpooledHit> hits) => hits.Count == 0 ? Task.CompletedTask : AskAsync(new DeferRequest(hits));

    /// <summary>Commits what waits, and leaves one file that another replica can take over; if the disk hangs, as a process that is killed would.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        _requests.Close();
        while (await Task.WhenAny(_writing, Task.Delay(CloseTimeout, _time)) != _writing)
        {
            if (_writer.GivesUpClosing(CloseTimeout))
                return;
        }

        await _writing;
    }

    /// <summary>Its turn comes, whether or not the caller waits so long.</summary>
    private async Task AskAsync(HitsRequest request)
    {
        if (!_requests.TryAdd(request))
            return;
        await using var limit = _time.CreateTimer(static request => ((HitsRequest)request!).Decline(), request, _timeout, Timeout.InfiniteTimeSpan);
        await request.Done;
    }

    private void Withdraw(KeepRequest request)
    {
        if (request.TryWithdraw())
            _writer.Note(Refusal.Slow(_timeout));
    }

    private bool Refuse(Refusal refusal)
    {
        _writer.Note(refusal);
        return false;
    }
}
