namespace PrivacyGateway.Spooling;

/// <summary>Hits that were taken, and what is to become of them.</summary>
internal abstract class HitsRequest(IReadOnlyList<SpooledHit> hits) : SpoolRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<long> Ids => hits.Select(hit => hit.Id);

    public Task Done => _done.Task;

    public override void Decline() => _done.TrySetResult();
}
