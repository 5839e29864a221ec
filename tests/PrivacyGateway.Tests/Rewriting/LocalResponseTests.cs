using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class LocalResponseTests
{
    [Fact]
    public void Gateways_pixel_is_the_specified_42_bytes()
    {
        Assert.Equal("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", Convert.ToBase64String(LocalResponse.Gif.Body.Span));
        Assert.Equal(42, LocalResponse.Gif.Body.Length);
        Assert.Equal((200, "image/gif"), (LocalResponse.Gif.Status, LocalResponse.Gif.ContentType));
    }

    [Fact]
    public void Local_response_to_a_batch_is_an_empty_200() =>
        Assert.Equal((200, 0), (LocalResponse.Empty.Status, LocalResponse.Empty.Body.Length));
}
