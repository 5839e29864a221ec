namespace PrivacyGateway.Spooling;

/// <summary>Answered once, like <see cref="KeepRequest"/>: with hits, or with none because it waited for too long.</summary>
internal sealed class TakeRequest(string cluster, int count, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledHit>> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Cluster => cluster;

    public int Count => count;

    public Task<IReadOnlyList<SpooledHit>> Taken => _taken.Task;

    /// <summary>False if the caller has given up; then nothing must be taken for it.</summary>
    public bool IsWanted() => !_taken.Task.IsCompleted && (!cancellation.IsCancellationRequested || !_taken.TrySetCanceled(cancellation));

    /// <returns>False if the caller has been told otherwise before: what was taken has to be released.</returns>
    public bool TryAnswer(IReadOnlyList<SpooledHit> hits) => _taken.TrySetResult(hits);

    public override void Decline() => TryAnswer([]);
}
