using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>
/// Stores rewritten hits until they are delivered: at least once, and in order within a cluster. Clusters are independent, so that one
/// that is down does not block another. The interface is small enough to be implemented by a message broker.
/// </summary>
internal interface IHitSpool : IAsyncDisposable
{
    /// <summary>The state as of the last commit; cheap to read.</summary>
    SpoolState State { get; }

    /// <summary>
    /// Spools a hit. Returns true only after the hit is on the disk; false if it is not and will not be spooled (full, broken, too large,
    /// shutting down). Cancellation has an effect only while the hit is queued; after that, the method returns the actual result.
    /// </summary>
    /// <exception cref="OperationCanceledException">The call was cancelled, and the hit is not spooled.</exception>
    Task<bool> TrySpoolAsync(string cluster, RewrittenHit hit, CancellationToken cancellation);

    /// <summary>
    /// Takes (leases) the oldest hits of a cluster that are not taken: at most <paramref name="count"/>, possibly none.
    /// Taken hits remain in the spool, and a restart releases them. The caller must acknowledge, release or defer each of them. To preserve
    /// their order, the caller must send them one after another and take no more until all are acknowledged or released.
    /// </summary>
    Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation);

    /// <summary>
    /// Acknowledges taken hits that were delivered or deliberately dropped: they
    /// are removed. Completes when the removal is on the disk, or will be retried.
    /// </summary>
    Task AcknowledgeAsync(IReadOnlyList<SpooledHit> hits);

    /// <summary>Releases taken hits that were not delivered: they are the next to be taken, in their order.</summary>
    Task ReleaseAsync(IReadOnlyList<SpooledHit> hits);

    /// <summary>
    /// Defers taken hits that the track domain rejects: they move to the end of the queue, unless they expire before.
    /// Their age does not change, but their ids do.
    /// </summary>
    Task DeferAsync(IReadOnlyList<SpooledHit> hits);
}
