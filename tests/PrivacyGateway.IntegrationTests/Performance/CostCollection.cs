namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>Nothing else runs in parallel: the figures would be the same, but it would take long until the gateway is idle.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CostCollection : ICollectionFixture<CostMeasurement>
{
    public const string Name = "cost";
}
