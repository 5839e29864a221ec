using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>What only time tells of the writer, readable while the writer hangs: how long the disk has been busy, and why hits were refused lately.</summary>
internal sealed class SpoolMonitor(TimeSpan timeout, TimeProvider time)
{
    /// <summary>How long a refusal is remembered: refusals that come and go within it are one episode.</summary>
    private static readonly TimeSpan Memory = SpoolWriter.TickInterval;

    private const long Idle = long.MinValue;

    private readonly Lock _lock = new();
    private long _began = Idle;
    private (Refusal Refusal, long At)? _latest;

    /// <summary>Zero while nothing is under way.</summary>
    public TimeSpan CommitAge => Volatile.Read(ref _began) is not Idle and var began ? time.GetElapsedTime(began) : TimeSpan.Zero;

    public bool IsStalled => CommitAge > timeout;

    /// <summary>The writer turns to the disk.</summary>
    public void Begin() => Volatile.Write(ref _began, time.GetTimestamp());

    public void End() => Volatile.Write(ref _began, Idle);

    /// <summary>A hit was refused.</summary>
    public void Note(Refusal refusal)
    {
        lock (_lock)
            _latest = (refusal, time.GetTimestamp());
    }

    /// <summary>The writer's state, as of its last commit, with what has come of it since.</summary>
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

    private Refusal? Latest() => _latest is { } latest && time.GetElapsedTime(latest.At) < Memory ? latest.Refusal : null;
}
