using PrivacyGateway.Faults.Surroundings;

namespace PrivacyGateway.Faults.Staging;

/// <summary>One row of the table.</summary>
/// <param name="Name">The fault.</param>
/// <param name="WhyTwice">Why a hit may have arrived twice.</param>
/// <param name="ActAsync">
/// Lets browsers send, and causes the fault. When it is done every request has a response, and the gateway is killed.
/// </param>
internal sealed record Scenario(string Name, string WhyTwice, Func<FaultFixture, Task> ActAsync)
{
    public GatewaySetup Setup { get; init; } = new();

    /// <summary>The fault around the gateway, in the row's folder.</summary>
    public Func<string, Around> Around { get; init; } = static _ => Surroundings.Around.Nothing;

    /// <summary>The track domain has a host name, which may change its address.</summary>
    public bool ByName { get; init; }

    /// <summary>The data directory is on a separate, very small disk.</summary>
    public bool OnSmallDisk { get; init; }

    /// <summary>It takes a minute whatever the rate.</summary>
    public bool IsLong { get; init; }
}
