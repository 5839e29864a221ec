namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>All HTTP/2 tests share one gateway and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class Http2Collection : ICollectionFixture<Http2Fixture>
{
    public const string Name = "http2";
}
