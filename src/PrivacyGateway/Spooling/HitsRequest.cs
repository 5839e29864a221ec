using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling;

/// <summary>A request that ends the lease of taken hits.</summary>
internal sealed class HitsRequest(HitsRequest.Operation operation, IReadOnlyList<SpooledHit> hits) : SpoolRequest
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal enum Operation
    {
        /// <summary>Remove the hits.</summary>
        Acknowledge,

        /// <summary>Make the hits the next to be taken.</summary>
        Release,

        /// <summary>Move the hits to the end of their queue.</summary>
        Defer,
    }

    public Operation Kind => operation;

    public IEnumerable<long> Ids => hits.Select(hit => hit.Id);

    public Task Completion => _completion.Task;

    public override void Decline() => _completion.TrySetResult();
}
