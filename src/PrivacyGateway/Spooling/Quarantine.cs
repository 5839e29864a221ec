using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling;

/// <summary>
/// Holds failed hits apart from the queue; otherwise they would block all later hits until they expire. Anyone can send
/// hits that a track domain never accepts.
/// </summary>
internal sealed class Quarantine(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a rejected hit is held before it is deferred.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Beyond this number all hits are deferred, because the spool's window past the oldest hit has about this size.</summary>
    private const int MaxHits = 900;

    /// <summary>Bounds the memory of the held hits.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Queue<(SpooledHit Hit, long Since)> _rejected = [];
    private readonly Queue<SpooledHit> _suspects = [];

    public int Count => _rejected.Count + _suspects.Count;

    public bool IsFull => Count > MaxHits || _rejected.Sum(static entry => Bytes(entry.Hit)) + _suspects.Sum(Bytes) > MaxBytes;

    /// <summary>Adds hits that failed while others were delivered.</summary>
    public void AddRejected(IEnumerable<SpooledHit> failed)
    {
        foreach (var hit in failed)
            _rejected.Enqueue((hit, time.GetTimestamp()));
    }

    /// <summary>Adds hits of a batch that failed completely. Whether they are to blame shows when another hit is delivered.</summary>
    public void AddSuspects(IEnumerable<SpooledHit> failed)
    {
        foreach (var hit in failed)
            _suspects.Enqueue(hit);
    }

    public IReadOnlyList<SpooledHit> TakeSuspects(int count) =>
        [.. Enumerable.Range(0, Math.Min(count, _suspects.Count)).Select(_ => _suspects.Dequeue())];

    /// <returns>The rejected hits whose wait is over.</returns>
    public IReadOnlyList<SpooledHit> TakeDue()
    {
        var due = new List<SpooledHit>();
        while (_rejected.TryPeek(out var first) && time.GetElapsedTime(first.Since) >= Wait)
            due.Add(_rejected.Dequeue().Hit);
        return due;
    }

    public IReadOnlyList<SpooledHit> TakeAll()
    {
        SpooledHit[] all = [.. _rejected.Select(static entry => entry.Hit), .. _suspects];
        _rejected.Clear();
        _suspects.Clear();
        return all;
    }

    private static long Bytes(SpooledHit hit) => hit.Hit.Body.GetValueOrDefault().Length + hit.Hit.Target.Length;
}
