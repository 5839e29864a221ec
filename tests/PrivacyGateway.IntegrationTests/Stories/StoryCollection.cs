namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>All stories share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class StoryCollection : ICollectionFixture<StoryFixture>
{
    public const string Name = "stories";
}
