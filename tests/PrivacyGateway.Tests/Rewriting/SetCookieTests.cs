using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class SetCookieTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a=1", "a", "1")]
    [InlineData("a=1; Path=/", "a", "1")]
    [InlineData(" a = 1 ; Path=/", "a", "1")]
    [InlineData("a=b=c;", "a", "b=c")]
    [InlineData("a=", "a", "")]
    [InlineData("a", "a", "")]
    [InlineData("=1", "", "1")]
    [InlineData("; a=1", "", "")]
    public void Set_Cookie_has_a_name_and_a_value(string line, string name, string value)
    {
        var cookie = new SetCookie(line);

        Assert.Equal(name, cookie.Name.ToString());
        Assert.Equal(value, cookie.Value.ToString());
    }

    [Theory]
    [InlineData("a=1", "")]
    [InlineData("a=1; Domain=shop.example", "shop.example")]
    [InlineData("a=1;domain = .shop.example ;Path=/", "shop.example")]
    [InlineData("a=1; Domain=x.example; Domain=shop.example", "shop.example")]
    [InlineData("a=1; Domain", "")]
    [InlineData("Domain=shop.example", "")]
    public void Last_Domain_attribute_wins(string line, string domain) => Assert.Equal(domain, new SetCookie(line).Domain.ToString());

    [Theory]
    [InlineData("a=", false)]
    [InlineData("a=; Max-Age=0", true)]
    [InlineData("a=; max-age=-1", true)]
    [InlineData("a=; Max-Age=1", false)]
    [InlineData("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", true)]
    [InlineData("a=; Expires=Tue, 24 Nov 2026 12:00:00 GMT", false)]
    [InlineData("a=; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", false)]
    [InlineData("a=; Max-Age=0; Expires=Tue, 24 Nov 2026 12:00:00 GMT", true)]
    [InlineData("a=; Max-Age=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", true)]
    [InlineData("a=; Expires=never", false)]
    public void Max_Age_wins_over_Expires(string line, bool expires) => Assert.Equal(expires, new SetCookie(line).Expires(Now));

    [Theory]
    [InlineData("a=1; Domain=x.example; Path=/;  Secure", "a=1; Path=/;  Secure")]
    [InlineData("a=1;DOMAIN=x.example", "a=1")]
    [InlineData("a=1; Path=/", "a=1; Path=/")]
    [InlineData("a=1", "a=1")]
    [InlineData("a=Domain=x; HttpOnly; domain=y; domain=z", "a=Domain=x; HttpOnly")]
    public void Domain_attribute_can_be_removed(string line, string expected) => Assert.Equal(expected, new SetCookie(line).RemoveDomain());
}
