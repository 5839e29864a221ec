namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Three gateways and a steady load want the machine for themselves: run after the tests that run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RollingTurns
{
    public const string Name = "rolling restart";
}
