namespace PrivacyGateway.Faults.Staging;

/// <summary>One row of the table.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="WhyTwice">Why a hit may have arrived twice.</param>
/// <param name="ActAsync">Lets browsers send, and things go wrong. When it is done all of them have been answered, and the gateway is killed.</param>
internal sealed record Scenario(string Name, string WhyTwice, Func<Stage, Task> ActAsync)
{
    /// <summary>Quicker than the defaults, so that a short row sees the breaker open, probe and close.</summary>
    private static readonly Dictionary<string, int> Quick = new(StringComparer.Ordinal) { ["breakerMinimum"] = 10, ["breakerSeconds"] = 1, ["attemptMilliseconds"] = 1000 };

    public IReadOnlyDictionary<string, int> Patience { get; init; } = Quick;

    /// <summary>The track domain is asked by a name, which may change its address.</summary>
    public bool ByName { get; init; }

    /// <summary>The data directory is on a disk of its own, a very small one.</summary>
    public bool OnSmallDisk { get; init; }

    /// <summary>It takes a minute whatever the rate.</summary>
    public bool IsLong { get; init; }
}
