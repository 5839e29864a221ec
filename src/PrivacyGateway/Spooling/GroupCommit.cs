using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>One group of requests and the store that serves it, step by step: all hits and deliveries in one commit, then their answers, then what the replay asks.</summary>
/// <param name="store">Serves it.</param>
/// <param name="group">The requests.</param>
/// <param name="refusal">Why no hit of the group may be kept, or null. The replay is served all the same.</param>
internal sealed class GroupCommit(SpoolStore store, List<SpoolRequest> group, Refusal? refusal)
{
    private readonly bool _isTick = group.Exists(request => request is TickRequest);
    private readonly List<KeepRequest> _keeps = [];
    private KeptRow[] _rows = [];

    public void Write()
    {
        var hits = new List<(string Cluster, RewrittenHit Hit)>();
        foreach (var keep in group.OfType<KeepRequest>())
        {
            if (refusal is not null || keep.Claim() is not { } hit)
                continue;
            _keeps.Add(keep);
            hits.Add((keep.Cluster, hit));
        }

        if (_isTick)
            store.RenewExpiryBudget();
        _rows = store.Commit(hits, Ids<DoneRequest>());
    }

    /// <summary>A hit whose caller was told 503 while the disk was busy with it is removed again: the browser sends it once more.</summary>
    /// <param name="note">Hears why a hit was refused.</param>
    /// <returns>How many were removed.</returns>
    public int AnswerHits(Action<Refusal> note)
    {
        var late = new List<long>();
        for (var i = 0; i < _rows.Length; i++)
        {
            if (!_keeps[i].TryAnswer(_rows[i].IsKept) && _rows[i].IsKept)
                late.Add(_rows[i].Id);
            if (_rows[i].Refusal is { } refusal)
                note(refusal);
        }

        store.Retract(late);
        return late.Count;
    }

    public void WriteReplay()
    {
        Release(Ids<ReleaseRequest>());
        store.Defer(Ids<DeferRequest>());
        if (_isTick)
            store.CleanUp();
    }

    public void AnswerReplay()
    {
        foreach (var take in group.OfType<TakeRequest>().Where(take => take.IsWanted()))
        {
            var taken = store.Take(take.Cluster, take.Count);
            if (!take.TryAnswer(taken))
                Release(taken.Select(static hit => hit.Id));
        }
    }

    private IEnumerable<long> Ids<T>()
        where T : HitsRequest => group.OfType<T>().SelectMany(request => request.Ids);

    private void Release(IEnumerable<long> ids)
    {
        foreach (var id in ids)
            store.Release(id);
    }
}
