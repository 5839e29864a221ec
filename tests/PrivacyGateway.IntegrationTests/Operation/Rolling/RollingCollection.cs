namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Three gateways and a steady load need the machine for themselves: they run after the parallel tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RollingCollection
{
    public const string Name = "rolling restart";
}
