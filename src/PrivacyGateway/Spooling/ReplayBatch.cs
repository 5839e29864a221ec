using PrivacyGateway.Sending;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling;

/// <summary>
/// A batch of hits that is sent over several connections, started in order. After a hit without response, no further one is started.
/// </summary>
internal sealed class ReplayBatch(IReadOnlyList<SpooledHit> hits, TrackDomain trackDomain)
{
    private readonly Lock _lock = new();
    private readonly List<SpooledHit> _delivered = [];
    private readonly List<SpooledHit> _failed = [];
    private volatile bool _isStopped;
    private int _next = -1;

    /// <summary>The hits that were accepted, or refused for good (4xx). They need not be sent again.</summary>
    public IReadOnlyList<SpooledHit> Delivered => _delivered;

    /// <summary>The hits that got a server error or no response.</summary>
    public IReadOnlyList<SpooledHit> Failed => _failed;

    /// <summary>The hits that were not sent.</summary>
    public IReadOnlyList<SpooledHit> Remaining => [.. hits.Except(_delivered).Except(_failed)];

    public Task SendAsync(int connections, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Math.Min(connections, hits.Count)).Select(_ => WorkAsync(stop)));

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!_isStopped && !stop.IsCancellationRequested && Interlocked.Increment(ref _next) is var index && index < hits.Count)
            await SendAsync(hits[index]);
    }

    /// <summary>
    /// Not cancelled on shutdown: the track domain may already have the hit
    /// and would get it twice. The track domain's timeouts bound the wait.
    /// </summary>
    private async Task SendAsync(SpooledHit hit)
    {
        var result = await trackDomain.SendAsync(new OutgoingRequest(hit.Hit), CancellationToken.None);
        switch (result.Outcome)
        {
            // The guard has refused, counted and logged the hit. It is never sent, so it is acknowledged.
            case SendOutcome.Delivered or SendOutcome.Guarded:
                Add(_delivered, hit);
                break;
            case SendOutcome.ServerError:
                Add(_failed, hit);
                break;
            case SendOutcome.NotSent:
                _isStopped = true;
                break;
            default:
                Add(_failed, hit);
                _isStopped = true;
                break;
        }
    }

    private void Add(List<SpooledHit> list, SpooledHit hit)
    {
        lock (_lock)
            list.Add(hit);
    }
}
