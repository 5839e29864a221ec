using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling;

/// <summary>
/// A request to take hits. It completes once, like <see cref="WriteRequest"/>: with hits, or with none after its timeout.
/// </summary>
internal sealed class TakeRequest(string cluster, int count, CancellationToken cancellation) : SpoolRequest
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledHit>> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Cluster => cluster;

    public int Count => count;

    public Task<IReadOnlyList<SpooledHit>> Taken => _taken.Task;

    /// <summary>Whether the caller still waits. If not, the writer must not take hits for it.</summary>
    public bool IsWanted() => !_taken.Task.IsCompleted && (!cancellation.IsCancellationRequested || !_taken.TrySetCanceled(cancellation));

    /// <returns>False if the request has completed before. The writer must then release the hits.</returns>
    public bool TryComplete(IReadOnlyList<SpooledHit> hits) => _taken.TrySetResult(hits);

    public override void Decline() => TryComplete([]);
}
