using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>The spool without a data directory: spools nothing.</summary>
internal sealed class NoSpool : IHitSpool
{
    private static readonly Task<bool> NotSpooled = Task.FromResult(false);
    private static readonly Task<IReadOnlyList<SpooledHit>> NoHits = Task.FromResult<IReadOnlyList<SpooledHit>>([]);

    public SpoolState State { get; } = new() { Status = SpoolStatus.Closed };

    public Task<bool> TrySpoolAsync(string cluster, RewrittenHit hit, CancellationToken cancellation) => NotSpooled;

    public Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation) => NoHits;

    public Task AcknowledgeAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public Task ReleaseAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public Task DeferAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
