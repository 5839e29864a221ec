using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class OwnAnswerTests
{
    [Fact]
    public void Our_gif_is_the_agreed_42_bytes()
    {
        Assert.Equal("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", Convert.ToBase64String(OwnAnswer.Gif.Body.Span));
        Assert.Equal(42, OwnAnswer.Gif.Body.Length);
        Assert.Equal((200, "image/gif"), (OwnAnswer.Gif.Status, OwnAnswer.Gif.ContentType));
    }

    [Fact]
    public void A_batch_gets_an_empty_200() => Assert.Equal((200, 0), (OwnAnswer.Empty.Status, OwnAnswer.Empty.Body.Length));
}
