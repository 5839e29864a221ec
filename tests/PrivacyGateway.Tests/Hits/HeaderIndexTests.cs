using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class HeaderIndexTests
{
    [Theory]
    [InlineData("Accept", "Transport")]
    [InlineData("aCCEPT-lANGUAGE", "Transport")]
    [InlineData("sec-ch-ua-mobile", "Browser")]
    [InlineData("Sec-Fetch-Site", "Browser")]
    public void A_listed_header_is_found_whatever_its_case(string name, string kind) => Assert.Equal(kind, new HeaderIndex(Place.RequestHeader).KindOf(name).ToString());

    [Theory]
    [InlineData("Cookie")]
    [InlineData("Accept ")]
    [InlineData("Accept-")]
    [InlineData("Sec-CH")]
    [InlineData("ETag")]
    [InlineData("")]
    public void Any_other_header_is_not(string name) => Assert.Null(new HeaderIndex(Place.RequestHeader).KindOf(name));

    [Fact]
    public void A_name_longer_than_any_is_not() => Assert.Null(new HeaderIndex(Place.RequestHeader).KindOf($"sec-ch-{new string('a', 500)}"));
}
