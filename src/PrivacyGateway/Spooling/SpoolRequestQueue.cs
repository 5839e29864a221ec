using System.Threading.Channels;

namespace PrivacyGateway.Spooling;

/// <summary>
/// The queue of requests to the writer. The number of write requests is
/// limited; the replay has one task per cluster, which bounds its requests.
/// </summary>
internal sealed class SpoolRequestQueue
{
    /// <summary>The maximum size of one commit, whose pages are in memory until it is written.</summary>
    private const int MaxRequests = 1024;
    private const long MaxBytes = 32 * 1024 * 1024;

    private readonly Channel<SpoolRequest> _requests = Channel.CreateUnbounded<SpoolRequest>(
        new UnboundedChannelOptions { SingleReader = true });
    private int _hits;
    private int _isTickQueued;

    /// <returns>False if the queue is closed.</returns>
    public bool TryAdd(SpoolRequest request) => _requests.Writer.TryWrite(request);

    /// <param name="request">The request.</param>
    /// <param name="max">The maximum number of queued write requests.</param>
    /// <param name="isFull">Whether the maximum is reached.</param>
    /// <returns>False if the queue is full or closed.</returns>
    public bool TryAdd(WriteRequest request, int max, out bool isFull)
    {
        isFull = Interlocked.Increment(ref _hits) > max;
        if (!isFull && _requests.Writer.TryWrite(request))
            return true;
        Interlocked.Decrement(ref _hits);
        return false;
    }

    /// <summary>Queues a tick, unless one is queued already.</summary>
    public void Tick()
    {
        if (Interlocked.Exchange(ref _isTickQueued, 1) == 0)
            TryAdd(new SpoolRequest.Tick());
    }

    /// <summary>Waits for requests and reads as many as fit in one commit. The caller must call <see cref="Finish"/> afterwards.</summary>
    /// <returns>False if the queue is closed and empty.</returns>
    public async ValueTask<bool> ReadAsync(List<SpoolRequest> group)
    {
        if (!await _requests.Reader.WaitToReadAsync())
            return false;
        for (long bytes = 0; group.Count < MaxRequests && bytes < MaxBytes
            && _requests.Reader.TryRead(out var request); bytes += request.Bytes)
            group.Add(request);
        return true;
    }

    /// <summary>Removes completed requests from the counts and clears the group.</summary>
    public void Finish(List<SpoolRequest> group)
    {
        if (group.Exists(static request => request is SpoolRequest.Tick))
            Volatile.Write(ref _isTickQueued, 0);
        Interlocked.Add(ref _hits, -group.Count(static request => request is WriteRequest));
        group.Clear();
    }

    public void Close() => _requests.Writer.TryComplete();
}
