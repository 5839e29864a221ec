namespace PrivacyGateway.Spooling;

/// <summary>
/// Hits that failed and wait beside the queue, or they would hold up everything behind them until they are too old. Anybody can send
/// hits that a track domain never takes.
/// </summary>
internal sealed class SetAside(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long one waits that failed while others were taken.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Beyond it they go back: the spool hands out no more than about that many places past the oldest hit.</summary>
    private const int Most = 900;

    /// <summary>They lie in memory.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly Queue<(SpooledHit Hit, long Since)> _disliked = [];
    private readonly Queue<SpooledHit> _suspects = [];

    public int Count => _disliked.Count + _suspects.Count;

    public bool IsFull => Count > Most || _disliked.Sum(static entry => Bytes(entry.Hit)) + _suspects.Sum(Bytes) > MostBytes;

    /// <summary>They failed while others were taken.</summary>
    public void Dislike(IEnumerable<SpooledHit> failed)
    {
        foreach (var hit in failed)
            _disliked.Enqueue((hit, time.GetTimestamp()));
    }

    /// <summary>They failed as all did: whether it is their fault shows when something is taken.</summary>
    public void Suspect(IEnumerable<SpooledHit> failed)
    {
        foreach (var hit in failed)
            _suspects.Enqueue(hit);
    }

    public IReadOnlyList<SpooledHit> TakeSuspects(int count) => [.. Enumerable.Range(0, Math.Min(count, _suspects.Count)).Select(_ => _suspects.Dequeue())];

    /// <returns>Those that have waited long enough.</returns>
    public IReadOnlyList<SpooledHit> TakeDue()
    {
        var due = new List<SpooledHit>();
        while (_disliked.TryPeek(out var first) && time.GetElapsedTime(first.Since) >= Wait)
            due.Add(_disliked.Dequeue().Hit);
        return due;
    }

    public IReadOnlyList<SpooledHit> TakeAll()
    {
        SpooledHit[] all = [.. _disliked.Select(static entry => entry.Hit), .. _suspects];
        _disliked.Clear();
        _suspects.Clear();
        return all;
    }

    private static long Bytes(SpooledHit hit) => hit.Hit.Body.GetValueOrDefault().Length + hit.Hit.Target.Length;
}
