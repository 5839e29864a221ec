using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>
/// Tracks how long the disk has been busy and why hits were refused lately. Readable from any thread, also while the writer hangs.
/// </summary>
internal sealed class SpoolMonitor(TimeSpan timeout, TimeProvider time)
{
    /// <summary>How long a refusal is reported after it happened, so that intermittent refusals count as one episode.</summary>
    private static readonly TimeSpan RefusalMemory = SpoolWriter.TickInterval;

    private const long Idle = long.MinValue;

    private readonly Lock _lock = new();
    private long _startedAt = Idle;
    private (Refusal Refusal, long At)? _latest;

    /// <summary>How long the current disk operation has taken; zero while the disk is idle.</summary>
    public TimeSpan CommitAge =>
        Volatile.Read(ref _startedAt) is not Idle and var startedAt ? time.GetElapsedTime(startedAt) : TimeSpan.Zero;

    public bool IsStalled => CommitAge > timeout;

    /// <summary>The writer begins a disk operation.</summary>
    public void Begin() => Volatile.Write(ref _startedAt, time.GetTimestamp());

    public void End() => Volatile.Write(ref _startedAt, Idle);

    /// <summary>Records that a hit was refused.</summary>
    public void Note(Refusal refusal)
    {
        lock (_lock)
            _latest = (refusal, time.GetTimestamp());
    }

    /// <summary>Updates the writer's state as of its last commit with the current age and refusals.</summary>
    public SpoolState Apply(SpoolState state, TimeSpan uptime)
    {
        var age = CommitAge;
        var isStalled = age > timeout && state.Status is SpoolStatus.Open or SpoolStatus.Opening;
        lock (_lock)
        {
            return state with
            {
                Status = isStalled ? SpoolStatus.Stalled : state.Status,
                Refusal = isStalled ? Refusal.Stalled(age) : state.Refusal ?? Latest(),
                CommitAge = age,
                OldestAge = uptime - state.OldestUptime ?? TimeSpan.Zero,
            };
        }
    }

    private Refusal? Latest() => _latest is { } latest && time.GetElapsedTime(latest.At) < RefusalMemory ? latest.Refusal : null;
}
