using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class PageFieldsTests
{
    private const string Coarse = "p=600,home,1,1366x768,24,1,1795455233000,0,1366x768,0";

    [Theory]
    [InlineData("p=600,home,1,1437x913,24,1,1795455233698,0,1437x913,0", Coarse)]
    [InlineData("p=600,home,1,1437%78913,24,1,179545523369%38,0,%31437x913,0", Coarse)]
    [InlineData("p=600,home,1,1437%2578913,24,1,179545523369%2538,0,1437x913,0", Coarse)]
    [InlineData("p=600%2Chome%2C1%2C1437x913%2C24%2C1%2C1795455233698%2C0%2C1437x913%2C0",
        "p=600%2Chome%2C1%2C1366x768%2C24%2C1%2C1795455233000%2C0%2C1366x768%2C0")]
    [InlineData("p=600%252Chome%252C1%252C1437x913%252C24%252C1%252C1795455233698%252C0%252C1437x913%252C0",
        "p=600%252Chome%252C1%252C1366x768%252C24%252C1%252C1795455233000%252C0%252C1366x768%252C0")]
    [InlineData("p=600%2Ca%2Cb%2C1%2C1437x913%2C24%2C1%2C1795455233698%2C0%2C1437x913%2C0",
        "p=600%2Ca%2Cb%2C1%2C1366x768%2C24%2C1%2C1795455233000%2C0%2C1366x768%2C0")]
    [InlineData("%70=600,home,1,1437x913,24,1,1795455233698,0,1437x913,0", "%70=600,home,1,1366x768,24,1,1795455233000,0,1366x768,0")]
    public void Screen_viewport_and_time_are_coarsened_in_any_encoding(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false, Rewriters.Strict));

    [Theory]
    [InlineData("p=2123456789012345678,home,1", "p=,home,1")]
    [InlineData("p=600,home,2123456789012345678,1437X913,jane,7.5,17954552336981,0,1437x913px,yes", "p=600,home,,,,,,0,,")]
    [InlineData("p=600,home,1,1366x768,24,1,1795455233000,0,1366x768,0,2123456789012345678,x", Coarse)]
    [InlineData("p=600,home%2C1437x913%2C1795455233698,1", "p=600,home%2C%2C,1")]
    [InlineData("p=600,home%252C1437%2578913,1", "p=600,home%252C,1")]
    [InlineData("p=600,home%3Ber4%3Djane,1", "p=600,home,1")]
    public void Page_field_that_is_not_of_the_pixels_shape_is_stripped(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false, Rewriters.Strict));

    [Theory]
    [InlineData("p=600,shoes%2C%20red,1,,24,1,1795455233,2,,0")]
    [InlineData("p=300,home")]
    [InlineData("p=600,a,,,,,,0,,")]
    public void Page_fields_of_the_pixels_shape_are_forwarded_unchanged(string query) =>
        Assert.Equal(query, Rewriters.Query(query, mark: false, Rewriters.Strict));

    [Theory]
    [InlineData("ck1=cs;er4=jane;oi=4711", "ck1=cs")]
    [InlineData("ct=er4%3Djane%3Ber5%3Ddoe", "ct=")]
    public void Customer_data_inside_any_value_is_stripped_under_strict(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false, Rewriters.Strict));

    [Fact]
    public void Credentials_in_a_url_are_stripped_and_its_host_is_preserved() =>
        Assert.Equal("pu=https://www.shop.test/", Rewriters.Query("pu=https://jane:secret@www.shop.test/", mark: false, Rewriters.Strict));

    [Theory]
    [InlineData("ct=%C1%A5eid%3D2123456789012345678")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3F%25C1%25A5eid%3D2123456789012345678")]
    [InlineData("p=600,%C1%A5eid%3D2123456789012345678")]
    public void Value_with_an_overlong_character_is_stripped_at_both_levels(string query)
    {
        Assert.Equal("", Rewriters.Query(query, mark: false));
        Assert.Equal("", Rewriters.Query(query, mark: false, Rewriters.Strict));
    }
}
