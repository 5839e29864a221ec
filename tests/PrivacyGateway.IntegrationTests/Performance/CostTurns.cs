namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>Nothing else runs meanwhile: the figures would be the same, but it would take long until the gateway comes to rest.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CostTurns : ICollectionFixture<CostMeasurement>
{
    public const string Name = "cost";
}
