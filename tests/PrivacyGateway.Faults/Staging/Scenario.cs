using PrivacyGateway.Faults.Surroundings;

namespace PrivacyGateway.Faults.Staging;

/// <summary>One row of the table.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="WhyTwice">Why a hit may have arrived twice.</param>
/// <param name="ActAsync">Lets browsers send, and things go wrong. When it is done all of them have been answered, and the gateway is killed.</param>
internal sealed record Scenario(string Name, string WhyTwice, Func<Stage, Task> ActAsync)
{
    public GatewaySetup Setup { get; init; } = new();

    /// <summary>What is wrong around the gateway, in a folder of the row's own.</summary>
    public Func<string, Around> Around { get; init; } = static _ => Surroundings.Around.Nothing;

    /// <summary>The track domain is asked by a name, which may change its address.</summary>
    public bool ByName { get; init; }

    /// <summary>The data directory is on a disk of its own, a very small one.</summary>
    public bool OnSmallDisk { get; init; }

    /// <summary>It takes a minute whatever the rate.</summary>
    public bool IsLong { get; init; }
}
