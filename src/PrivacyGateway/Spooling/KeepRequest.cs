using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

internal sealed class KeepRequest(string cluster, RewrittenHit hit, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<bool> _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Cluster => cluster;

    public RewrittenHit Hit => hit;

    public Task<bool> Kept => _kept.Task;

    public override long Bytes => hit.Body.GetValueOrDefault().Length + hit.Target.Length;

    /// <summary>False if whoever asked has given up; then the hit must not be kept.</summary>
    public bool IsWanted() => !cancellation.IsCancellationRequested || !_kept.TrySetCanceled(cancellation);

    public void Answer(bool isKept) => _kept.TrySetResult(isKept);

    public override void Decline() => Answer(false);
}
