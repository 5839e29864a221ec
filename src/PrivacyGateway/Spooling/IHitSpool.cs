using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <summary>
/// Keeps rewritten hits until the track domain takes them: at least once, in order within a cluster, each cluster by itself, so that one
/// that is down does not hold up another. Small enough that a broker's stream can stand behind it.
/// </summary>
internal interface IHitSpool : IAsyncDisposable
{
    /// <summary>As of the last commit; costs nothing to read.</summary>
    SpoolState State { get; }

    /// <summary>
    /// True only once the hit is on the disk. False if it is not kept and will not be: full, broken, too large, shutting down.
    /// Cancelling helps while the hit waits to be written; after that the answer is the truth.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and the hit is not kept.</exception>
    Task<bool> TryKeepAsync(string cluster, RewrittenHit hit, CancellationToken cancellation);

    /// <summary>
    /// The oldest hits of a cluster that nobody else has taken; fewer than <paramref name="count"/>, or none, if there are no more at hand.
    /// They stay in the spool, and are free again after a restart. Who cares for their order sends them one after the other and takes
    /// no more until all are done or released.
    /// </summary>
    Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation);

    /// <summary>Delivered, or withheld on purpose: they are removed. Completes when that is on the disk, or will be tried again.</summary>
    Task DoneAsync(IReadOnlyList<SpooledHit> hits);

    /// <summary>Not delivered: they are the next to be taken again, in their order.</summary>
    Task ReleaseAsync(IReadOnlyList<SpooledHit> hits);

    /// <summary>
    /// Not delivered for a reason of their own: they are taken again when all that waits now has been, unless they are too old by then.
    /// Their age does not change; their ids do.
    /// </summary>
    Task DeferAsync(IReadOnlyList<SpooledHit> hits);
}
