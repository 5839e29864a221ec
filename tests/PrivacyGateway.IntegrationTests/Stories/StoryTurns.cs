namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>All stories share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class StoryTurns : ICollectionFixture<StoryStage>
{
    public const string Name = "stories";
}
