using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Spooling;

/// <summary>
/// The spool in a directory of this replica's own. Everything that is asked of it goes through one queue to one writer, which puts all
/// that waits into one commit: while the disk takes one, the next gathers.
/// </summary>
internal sealed class SqliteHitSpool : IHitSpool
{
    /// <summary>Requests that wait for the writer; beyond it callers wait for room.</summary>
    private const int MostWaiting = 4096;

    private readonly Channel<SpoolRequest> _requests = Channel.CreateBounded<SpoolRequest>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SpoolWriter _writer;
    private readonly Task _writing;
    private readonly ITimer _ticks;

    /// <summary>Opens the spool in the background; what is asked meanwhile waits.</summary>
    /// <param name="directory">Made, for this user alone, if it is not there.</param>
    /// <param name="config">Its bounds.</param>
    /// <param name="time">What <c>KeptAt</c> and the age go by.</param>
    /// <param name="logger">Hears of damage and of what cannot be kept; never of a hit's contents.</param>
    public SqliteHitSpool(string directory, SpoolConfig config, TimeProvider time, ILogger<SqliteHitSpool> logger)
    {
        _writer = new SpoolWriter(directory, config, time, logger);
        _writing = Task.Run(() => _writer.RunAsync(_requests.Reader));
        _ticks = time.CreateTimer(_ => _requests.Writer.TryWrite(new TickRequest()), null, SpoolWriter.TickInterval, SpoolWriter.TickInterval);
    }

    public SpoolState State => _writer.State;

    public async Task<bool> TryKeepAsync(string cluster, RewrittenHit hit, CancellationToken cancellation)
    {
        // The disk is one more place that identifiers must not reach, so it gets the same last look as the wire.
        if (LastLook.Find(hit) is { } name)
        {
            _writer.Refused(name);
            return false;
        }

        var request = new KeepRequest(cluster, hit, cancellation);
        return await TryAskAsync(request, cancellation) && await request.Kept;
    }

    public async Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation)
    {
        var request = new TakeRequest(cluster, count, cancellation);
        return await TryAskAsync(request, cancellation) ? await request.Taken : [];
    }

    public async Task DoneAsync(IReadOnlyList<SpooledHit> hits)
    {
        var request = new DoneRequest(hits);
        if (await TryAskAsync(request, CancellationToken.None))
            await request.Done;
    }

    public async Task ReleaseAsync(IReadOnlyList<SpooledHit> hits)
    {
        var request = new ReleaseRequest(hits);
        if (await TryAskAsync(request, CancellationToken.None))
            await request.Done;
    }

    public async Task DeferAsync(IReadOnlyList<SpooledHit> hits)
    {
        var request = new DeferRequest(hits);
        if (hits.Count > 0 && await TryAskAsync(request, CancellationToken.None))
            await request.Done;
    }

    /// <summary>Commits what waits, and leaves one file that another replica can take over.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        _requests.Writer.TryComplete();
        await _writing;
    }

    /// <summary>False once the spool is shutting down.</summary>
    private async ValueTask<bool> TryAskAsync(SpoolRequest request, CancellationToken cancellation)
    {
        while (await _requests.Writer.WaitToWriteAsync(cancellation))
        {
            if (_requests.Writer.TryWrite(request))
                return true;
        }

        return false;
    }
}
