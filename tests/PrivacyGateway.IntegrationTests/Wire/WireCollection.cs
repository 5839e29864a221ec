namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>All wire tests share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class WireCollection : ICollectionFixture<WireFixture>
{
    public const string Name = "wire";
}
