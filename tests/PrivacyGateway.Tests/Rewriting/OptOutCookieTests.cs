using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class OptOutCookieTests
{
    [Theory]
    [InlineData("duration=1800", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=1", "o=1; Max-Age=86400; Path=/; SameSite=Lax; Secure")]
    [InlineData("a=b&duration=30", "o=1; Max-Age=2592000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=99999", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=-2", "o=; Max-Age=0; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=0", "o=1; Max-Age=86400; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=-7", "o=1; Max-Age=86400; Path=/; SameSite=Lax; Secure")]
    [InlineData("", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("redirect=https://x/", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=x", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("duration=99999999999999", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("xduration=-2", "o=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    public void Opt_out_cookie_has_the_requested_duration_in_days(string query, string expected)
    {
        var header = OptOutCookie.Create(Encoding.Latin1.GetBytes(query), "o", domain: null);

        Assert.Equal("Set-Cookie", header.Name);
        Assert.Equal(expected, header.Value);
    }

    [Fact]
    public void Opt_out_cookie_has_the_policys_domain() =>
        Assert.Equal("o=1; Max-Age=86400; Path=/; Domain=shop.example; SameSite=Lax; Secure",
            OptOutCookie.Create("duration=1"u8, "o", "shop.example").Value);
}
