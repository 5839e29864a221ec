using Polly;

namespace PrivacyGateway.Sending;

/// <summary>What was tried for one request that has not been sent yet: each available destination once, then again after a pause.</summary>
/// <param name="destinations">Of its cluster.</param>
/// <param name="first">The one that could not be reached.</param>
/// <param name="rounds">How often all may be tried again.</param>
/// <param name="began">When the first attempt began.</param>
internal sealed class Attempts(IDestinations destinations, Destination first, int rounds, long began)
{
    private readonly HashSet<Destination> _tried = [first];
    private int _roundsLeft = rounds;

    public static ResiliencePropertyKey<Attempts> Key { get; } = new("PrivacyGateway.Attempts");

    /// <summary>When the first attempt began, on the clock that limits them all.</summary>
    public long Began => began;

    /// <summary>Where the next attempt goes.</summary>
    public Destination Next { get; private set; } = first;

    /// <summary>Null for the usual pause before another round.</summary>
    public TimeSpan? Pause { get; private set; }

    /// <returns>False if there is nothing left to try.</returns>
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
