namespace PrivacyGateway.Spooling;

internal sealed class TakeRequest(string cluster, int count, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledHit>> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Cluster => cluster;

    public int Count => count;

    public Task<IReadOnlyList<SpooledHit>> Taken => _taken.Task;

    /// <summary>False if whoever asked has given up; then nothing must be taken for it.</summary>
    public bool IsWanted() => !cancellation.IsCancellationRequested || !_taken.TrySetCanceled(cancellation);

    public void Answer(IReadOnlyList<SpooledHit> hits) => _taken.TrySetResult(hits);

    public override void Decline() => Answer([]);
}
