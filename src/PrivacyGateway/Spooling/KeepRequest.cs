using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <summary>
/// A hit on its way to the disk. It is answered once, and the first answer counts: the commit's, or that it waited for too long. A commit
/// that comes second finds out by <see cref="TryAnswer"/>, and removes the hit again.
/// </summary>
internal sealed class KeepRequest(string cluster, RewrittenHit hit, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<bool> _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Let go of when nobody needs it any more: the request may lie in the queue of a disk that hangs.</summary>
    private RewrittenHit? _hit = hit;

    public string Cluster => cluster;

    public Task<bool> Kept => _kept.Task;

    public override long Bytes { get; } = hit.Body.GetValueOrDefault().Length + hit.Target.Length;

    /// <summary>The hit, if its caller still waits; otherwise it must not be kept.</summary>
    public RewrittenHit? Claim()
    {
        if (cancellation.IsCancellationRequested)
            _kept.TrySetCanceled(cancellation);
        return _kept.Task.IsCompleted ? null : Volatile.Read(ref _hit);
    }

    /// <returns>False if the caller has been told otherwise before.</returns>
    public bool TryAnswer(bool isKept) => _kept.TrySetResult(isKept);

    /// <summary>It waits no longer: its caller is told that it is not kept.</summary>
    /// <returns>False if it was answered before.</returns>
    public bool TryWithdraw()
    {
        if (!_kept.TrySetResult(false))
            return false;
        Volatile.Write(ref _hit, null);
        return true;
    }

    public override void Decline() => TryAnswer(false);
}
