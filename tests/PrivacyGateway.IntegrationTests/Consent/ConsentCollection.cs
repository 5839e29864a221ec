namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>All consent tests share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class ConsentCollection : ICollectionFixture<ConsentFixture>
{
    public const string Name = "consent";
}
