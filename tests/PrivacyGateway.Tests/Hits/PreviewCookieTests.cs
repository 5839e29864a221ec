using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class PreviewCookieTests
{
    [Theory]
    [InlineData("a=1; __Host-privacy-gateway-preview=x; b=2", "a=1; b=2")]
    [InlineData("__Host-privacy-gateway-preview=x", null)]
    [InlineData("__Host-privacy-gateway-preview=x; __Host-privacy-gateway-preview=y", null)]
    [InlineData("a=1;b=2", "a=1;b=2")]
    [InlineData("a=__Host-privacy-gateway-preview; __Host-privacy-gateway-previews=1",
        "a=__Host-privacy-gateway-preview; __Host-privacy-gateway-previews=1")]
    public void The_previews_cookie_is_taken_out_of_a_cookie_header_and_no_other(string header, string? left) =>
        Assert.Equal(left, PreviewCookie.Strip(header));
}
