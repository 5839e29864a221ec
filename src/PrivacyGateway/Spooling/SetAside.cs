namespace PrivacyGateway.Spooling;

/// <summary>
/// Hits that a track domain which takes others answers with a server error: they wait a while beside the queue, or one of them would
/// hold up everything behind it until it is too old.
/// </summary>
internal sealed class SetAside(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long one waits before it is tried again.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Beyond it they go back to the queue: that many are no exception any more.</summary>
    private const int Most = 1000;

    private readonly Queue<(SpooledHit Hit, DateTimeOffset Due)> _hits = [];

    public bool IsEmpty => _hits.Count == 0;

    /// <returns>Those for which there is no room.</returns>
    public IReadOnlyList<SpooledHit> Add(IReadOnlyList<SpooledHit> rejected)
    {
        var due = time.GetUtcNow() + Wait;
        var room = Math.Min(rejected.Count, Most - _hits.Count);
        foreach (var hit in rejected.Take(room))
            _hits.Enqueue((hit, due));
        return [.. rejected.Skip(room)];
    }

    public IReadOnlyList<SpooledHit> TakeDue(int count)
    {
        var due = new List<SpooledHit>();
        while (due.Count < count && _hits.TryPeek(out var first) && first.Due <= time.GetUtcNow())
            due.Add(_hits.Dequeue().Hit);
        return due;
    }
}
