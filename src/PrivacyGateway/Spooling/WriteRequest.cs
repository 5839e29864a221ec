using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <summary>
/// A request to spool a hit. It completes once, by its commit or by its timeout, whichever comes first. If the timeout came first,
/// <see cref="TryComplete"/> returns false and the writer must retract the hit.
/// </summary>
internal sealed class WriteRequest(string cluster, RewrittenHit hit, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cleared on timeout, because the request may remain in the queue while the disk hangs.</summary>
    private RewrittenHit? _hit = hit;

    public string Cluster => cluster;

    public Task<bool> Written => _written.Task;

    public override long Bytes { get; } = hit.Body.GetValueOrDefault().Length + hit.Target.Length;

    /// <summary>Returns the hit if the caller still waits; null if it must not be spooled.</summary>
    public RewrittenHit? Claim()
    {
        if (cancellation.IsCancellationRequested)
            _written.TrySetCanceled(cancellation);
        return _written.Task.IsCompleted ? null : Volatile.Read(ref _hit);
    }

    /// <returns>False if the request has completed before.</returns>
    public bool TryComplete(bool isSpooled) => _written.TrySetResult(isSpooled);

    /// <summary>Completes the request with "not spooled" after its timeout.</summary>
    /// <returns>False if the request has completed before.</returns>
    public bool TryWithdraw()
    {
        if (!_written.TrySetResult(false))
            return false;
        Volatile.Write(ref _hit, null);
        return true;
    }

    public override void Decline() => TryComplete(false);
}
