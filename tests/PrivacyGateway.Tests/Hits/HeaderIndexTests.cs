using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class HeaderIndexTests
{
    [Theory]
    [InlineData("Accept", "Transport")]
    [InlineData("aCCEPT-lANGUAGE", "Transport")]
    [InlineData("sec-ch-ua-mobile", "Browser")]
    [InlineData("Sec-Fetch-Site", "Browser")]
    public void Listed_header_is_found_in_any_case(string name, string kind) =>
        Assert.Equal(kind, new HeaderIndex(NameLocation.RequestHeader).FindCategory(name).ToString());

    [Theory]
    [InlineData("Cookie")]
    [InlineData("Accept ")]
    [InlineData("Accept-")]
    [InlineData("Sec-CH")]
    [InlineData("ETag")]
    [InlineData("")]
    public void Unlisted_header_is_not_found(string name) => Assert.Null(new HeaderIndex(NameLocation.RequestHeader).FindCategory(name));

    [Fact]
    public void Header_name_longer_than_any_listed_one_is_not_found() =>
        Assert.Null(new HeaderIndex(NameLocation.RequestHeader).FindCategory($"sec-ch-{new string('a', 500)}"));
}
