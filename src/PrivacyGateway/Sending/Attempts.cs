using Polly;

namespace PrivacyGateway.Sending;

/// <summary>
/// The retry state of one request that has not been sent: each available destination is tried once, then all again after a pause.
/// </summary>
/// <param name="destinations">The destinations of the cluster.</param>
/// <param name="first">The destination that could not be reached.</param>
/// <param name="rounds">How often all destinations may be tried again.</param>
/// <param name="startedAt">The start of the first attempt.</param>
internal sealed class Attempts(IDestinations destinations, Destination first, int rounds, long startedAt)
{
    private readonly HashSet<Destination> _tried = [first];
    private int _roundsLeft = rounds;

    public static ResiliencePropertyKey<Attempts> Key { get; } = new("PrivacyGateway.Attempts");

    /// <summary>The timestamp of the first attempt's start. The overall timeout counts from it.</summary>
    public long StartedAt => startedAt;

    /// <summary>The destination of the next attempt.</summary>
    public Destination Next { get; private set; } = first;

    /// <summary>The pause before the next attempt; null for the configured backoff.</summary>
    public TimeSpan? Pause { get; private set; }

    /// <summary>Selects the next destination.</summary>
    /// <returns>False if no destination is left to try.</returns>
    public bool TryAdvance()
    {
        if (destinations.Pick(_tried) is { } other)
            return Advance(other, TimeSpan.Zero);

        _tried.Clear();
        return _roundsLeft-- > 0 && destinations.Pick() is { } again && Advance(again, null);
    }

    private bool Advance(Destination next, TimeSpan? pause)
    {
        (Next, Pause) = (next, pause);
        return _tried.Add(next);
    }
}
