using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ContentTypeTests
{
    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("text/plain; utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    public void Content_types_of_pixels_and_sdks_are_forwarded_unchanged(string value) => Assert.Equal(value, TypeOf(value, "p=1"));

    [Theory]
    [InlineData("text/plain; visitor=4711", "text/plain")]
    [InlineData("text/plain; charset=utf-8; visitor=4711", "text/plain")]
    [InlineData("text/plain; charset=iso-8859-1", "text/plain")]
    [InlineData("text/plain;", "text/plain")]
    [InlineData("TEXT/PLAIN", "text/plain")]
    [InlineData("Application/X-WWW-Form-Urlencoded; boundary=4711", "application/x-www-form-urlencoded")]
    [InlineData("2123456789012345678", "text/plain")]
    public void Content_type_that_could_carry_an_identifier_is_replaced(string value, string expected) =>
        Assert.Equal(expected, TypeOf(value, "p=1"));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("2123456789012345678")]
    [InlineData("application/x-www-form-urlencoded; boundary=4711")]
    public void Empty_body_has_no_content_type(string value) => Assert.Null(TypeOf(value, ""));

    private static string? TypeOf(string value, string body) =>
        ContentType.Restrict(SampleHit.Post(SampleHit.Path, body, ("Content-Type", value)));
}
