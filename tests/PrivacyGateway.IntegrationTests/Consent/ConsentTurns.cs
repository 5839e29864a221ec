namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>All consent tests share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class ConsentTurns : ICollectionFixture<ConsentStage>
{
    public const string Name = "consent";
}
