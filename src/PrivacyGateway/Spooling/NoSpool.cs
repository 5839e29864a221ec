using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling;

/// <summary>Without a data directory nothing is kept.</summary>
internal sealed class NoSpool : IHitSpool
{
    private static readonly Task<bool> No = Task.FromResult(false);
    private static readonly Task<IReadOnlyList<SpooledHit>> Nothing = Task.FromResult<IReadOnlyList<SpooledHit>>([]);

    public SpoolState State { get; } = new() { Status = SpoolStatus.Closed };

    public Task<bool> TryKeepAsync(string cluster, RewrittenHit hit, CancellationToken cancellation) => No;

    public Task<IReadOnlyList<SpooledHit>> TakeOldestAsync(string cluster, int count, CancellationToken cancellation) => Nothing;

    public Task DoneAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public Task ReleaseAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public Task DeferAsync(IReadOnlyList<SpooledHit> hits) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
