using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ContentTypeTests
{
    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("text/plain; utf-8")]
    public void What_pixels_and_sdks_write_stays(string value) => Assert.Equal(value, ContentType.WithoutExtras(value));

    [Theory]
    [InlineData("text/plain; visitor=4711")]
    [InlineData("text/plain; charset=utf-8; visitor=4711")]
    [InlineData("text/plain; charset=iso-8859-1")]
    [InlineData("text/plain;")]
    public void What_could_carry_something_goes(string value) => Assert.Equal("text/plain", ContentType.WithoutExtras(value));
}
