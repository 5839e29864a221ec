using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>
/// The spool in a data directory that belongs to this replica alone. All requests go through one queue to one writer, which batches all
/// queued requests into one commit; while the disk writes one, the next batch
/// accumulates. Each request has a timeout, so that none waits for a disk that hangs.
/// </summary>
internal sealed class SqliteHitSpool : IHitSpool
{
    /// <summary>How long shutdown waits for a disk that hangs.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly SpoolRequestQueue _requests = new();
    private readonly SpoolWriter _writer;
    private readonly Task _writing;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _ticks;

    /// <summary>Opens the spool in the background; requests wait meanwhile.</summary>
    /// <param name="directory">The directory; created with access for this user alone if it does not exist.</param>
    /// <param name="config">The bounds.</param>
    /// <param name="time">The clock for ages and timeouts.</param>
    /// <param name="logger">Gets damage and refusals; never the content of a hit.</param>
    /// <param name="runtime">The runtime of the writer; null for <see cref="SpoolRuntime.Real"/>.</param>
    public SqliteHitSpool(
        string directory, SpoolConfig config, TimeProvider time, ILogger<SqliteHitSpool> logger, SpoolRuntime? runtime = null)
    {
        runtime ??= SpoolRuntime.Real;
        (_time, _timeout) = (time, TimeSpan.FromMilliseconds(config.KeepMilliseconds));
        _writer = new SpoolWriter(new SpoolFiles(directory) { BeforeWrite = runtime.BeforeWrite }, config, time, logger);
        _writing = runtime.Start(() => _writer.RunAsync(_requests));
        _ticks = time.CreateTimer(_ => _requests.Tick(), null, SpoolWriter.TickInterval, SpoolWriter.TickInterval);
    }

    /// <summary>Returns the maximum number of queued hits; called for each hit.</summary>
    public Func<int> MaxWaiting { get; init; } = static () => 4096;

    public SpoolState State => _writer.State;

    public async Task<bool> TrySpoolAsync(string cluster, RewrittenHit hit, CancellationToken cancellation)
    {
        // Identifiers must not reach the disk either, so the same guard checks the hit.
        if (EgressGuard.Find(hit) is { } name)
        {
            _writer.LogGuardViolation(name);
            return false;
        }

        if (_writer.Stalled is { } stalled)
            return Refuse(stalled);
        var request = new WriteRequest(cluster, hit, cancellation);
        var max = MaxWaiting();
        if (!_requests.TryAdd(request, max, out var isFull))
            return isFull && Refuse(Refusal.TooManyWaiting(max));

        await using var limit = _time.CreateTimer(_ => Withdraw(request), null, _timeout, Timeout.InfiniteTimeSpan);
        return await request.Written;
    }

    public async Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation)
    {
        var request = new TakeRequest(cluster, count, cancellation);
        if (_writer.Stalled is not null || !_requests.TryAdd(request))
            return [];

        await using var limit = _time.CreateTimer(
            static request => ((TakeRequest)request!).Decline(), request, _timeout, Timeout.InfiniteTimeSpan);
        return await request.Taken;
    }

    public Task AcknowledgeAsync(IReadOnlyList<SpooledHit> hits) => SubmitAsync(new HitsRequest(HitsRequest.Operation.Acknowledge, hits));

    public Task ReleaseAsync(IReadOnlyList<SpooledHit> hits) => SubmitAsync(new HitsRequest(HitsRequest.Operation.Release, hits));

    public Task DeferAsync(IReadOnlyList<SpooledHit> hits) =>
        hits.Count == 0 ? Task.CompletedTask : SubmitAsync(new HitsRequest(HitsRequest.Operation.Defer, hits));

    /// <summary>
    /// Commits all queued requests and closes the database to a single file that another
    /// replica can take over. If the disk hangs, the files remain as after a crash.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        _requests.Close();
        while (await Task.WhenAny(_writing, Task.Delay(CloseTimeout, _time)) != _writing)
        {
            if (_writer.TryGiveUpClosing(CloseTimeout))
                return;
        }

        await _writing;
    }

    /// <summary>Submits a request and waits for it at most until its timeout. The writer serves it in any case.</summary>
    private async Task SubmitAsync(HitsRequest request)
    {
        if (!_requests.TryAdd(request))
            return;
        await using var limit = _time.CreateTimer(
            static request => ((HitsRequest)request!).Decline(), request, _timeout, Timeout.InfiniteTimeSpan);
        await request.Completion;
    }

    private void Withdraw(WriteRequest request)
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
