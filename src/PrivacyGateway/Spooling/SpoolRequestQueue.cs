using System.Threading.Channels;

namespace PrivacyGateway.Spooling;

/// <summary>What waits for the writer. Hits are bounded in number; what the replay asks is bounded by its being one task for each cluster.</summary>
internal sealed class SpoolRequestQueue
{
    /// <summary>What one commit takes up at most; memory holds its pages until it is written.</summary>
    private const int MostRequests = 1024;
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly Channel<SpoolRequest> _requests = Channel.CreateUnbounded<SpoolRequest>(new UnboundedChannelOptions { SingleReader = true });
    private int _hits;
    private int _isTickWaiting;

    /// <returns>False once it is closed.</returns>
    public bool TryAdd(SpoolRequest request) => _requests.Writer.TryWrite(request);

    /// <param name="request">A hit.</param>
    /// <param name="most">How many may wait.</param>
    /// <param name="isFull">Whether as many wait already.</param>
    /// <returns>False if so, or once it is closed.</returns>
    public bool TryAdd(KeepRequest request, int most, out bool isFull)
    {
        isFull = Interlocked.Increment(ref _hits) > most;
        if (!isFull && _requests.Writer.TryWrite(request))
            return true;
        Interlocked.Decrement(ref _hits);
        return false;
    }

    /// <summary>Time has passed. One tick waits at a time.</summary>
    public void Tick()
    {
        if (Interlocked.Exchange(ref _isTickWaiting, 1) == 0)
            TryAdd(new TickRequest());
    }

    /// <summary>Waits for requests and takes up as many as one commit may have.</summary>
    /// <returns>False if it is closed and empty.</returns>
    public async ValueTask<bool> ReadAsync(List<SpoolRequest> group)
    {
        if (!await _requests.Reader.WaitToReadAsync())
            return false;
        for (long bytes = 0; group.Count < MostRequests && bytes < MostBytes && _requests.Reader.TryRead(out var request); bytes += request.Bytes)
            group.Add(request);
        return true;
    }

    /// <summary>These are answered; others have their room.</summary>
    public void Finish(List<SpoolRequest> group)
    {
        if (group.Exists(static request => request is TickRequest))
            Volatile.Write(ref _isTickWaiting, 0);
        Interlocked.Add(ref _hits, -group.Count(static request => request is KeepRequest));
        group.Clear();
    }

    public void Close() => _requests.Writer.TryComplete();
}
