using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>
/// Serves one group of requests in steps, which the caller must run in the order of the methods: one commit for all hits and
/// acknowledgements, completion of the hits, then the requests of the replay.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="group">The requests.</param>
/// <param name="refusal">Why no hit of the group may be spooled, or null. Requests of the replay are served in any case.</param>
internal sealed class GroupCommit(SpoolStore store, List<SpoolRequest> group, Refusal? refusal)
{
    private readonly bool _isTick = group.Exists(request => request is SpoolRequest.Tick);
    private readonly List<WriteRequest> _writes = [];
    private SpoolResult[] _results = [];

    public void Write()
    {
        var hits = new List<(string Cluster, RewrittenHit Hit)>();
        foreach (var write in group.OfType<WriteRequest>())
        {
            if (refusal is not null || write.Claim() is not { } hit)
                continue;
            _writes.Add(write);
            hits.Add((write.Cluster, hit));
        }

        if (_isTick)
            store.RenewExpiryBudget();
        _results = store.Commit(hits, Ids(HitsRequest.Operation.Acknowledge));
    }

    /// <summary>
    /// Completes the write requests. A hit whose request timed out while the disk was busy
    /// is retracted, because its caller responded with 503 and the browser resends it.
    /// </summary>
    /// <param name="note">Called with the reason of each refusal.</param>
    /// <returns>The number of retracted hits.</returns>
    public int CompleteHits(Action<Refusal> note)
    {
        var late = new List<long>();
        for (var i = 0; i < _results.Length; i++)
        {
            if (!_writes[i].TryComplete(_results[i].IsSpooled) && _results[i].IsSpooled)
                late.Add(_results[i].Id);
            if (_results[i].Refusal is { } refusal)
                note(refusal);
        }

        store.Retract(late);
        return late.Count;
    }

    public void WriteReplay()
    {
        Release(Ids(HitsRequest.Operation.Release));
        store.Defer(Ids(HitsRequest.Operation.Defer));
        if (_isTick)
            store.CleanUp();
    }

    public void CompleteReplay()
    {
        foreach (var take in group.OfType<TakeRequest>().Where(take => take.IsWanted()))
        {
            var taken = store.Take(take.Cluster, take.Count);
            if (!take.TryComplete(taken))
                Release(taken.Select(static hit => hit.Id));
        }
    }

    private IEnumerable<long> Ids(HitsRequest.Operation operation) =>
        group.OfType<HitsRequest>().Where(request => request.Kind == operation).SelectMany(request => request.Ids);

    private void Release(IEnumerable<long> ids)
    {
        foreach (var id in ids)
            store.Release(id);
    }
}
