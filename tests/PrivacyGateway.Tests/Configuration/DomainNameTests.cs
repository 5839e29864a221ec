using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("track.shop.example", "track.shop.example", "track.shop.example")]
    [InlineData("Track.Shop.Example", "track.shop.example", "track.shop.example")]
    [InlineData("müller.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("MÜLLER.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("xn--mller-kva.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("пример.рф", "xn--e1afmkfd.xn--p1ai", "пример.рф")]
    [InlineData("a_b.shop.example", "a_b.shop.example", "a_b.shop.example")]
    [InlineData("localhost", "localhost", "localhost")]
    public void Domain_name_is_read_in_ASCII_or_Unicode_form(string written, string ascii, string unicode)
    {
        Assert.Equal(ascii, DomainName.ToAscii(written));
        Assert.Equal(unicode, DomainName.ToUnicode(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".shop.example")]
    [InlineData("shop.example.")]
    [InlineData("shop..example")]
    [InlineData("shop example")]
    [InlineData("shop.example/")]
    [InlineData("https://shop.example")]
    [InlineData("shop.example:443")]
    [InlineData("*.shop.example")]
    [InlineData("-shop.example")]
    [InlineData("shop-.example")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("a.b.c.123")]
    [InlineData("xn--ü.example")]
    public void Text_that_is_not_a_domain_name_has_neither_form(string written)
    {
        Assert.Null(DomainName.ToAscii(written));
        Assert.Null(DomainName.ToUnicode(written));
    }

    [Fact]
    public void Name_or_label_above_the_limits_of_DNS_is_not_a_domain_name()
    {
        Assert.NotNull(DomainName.ToAscii($"{new string('a', 63)}.example"));
        Assert.Null(DomainName.ToAscii($"{new string('a', 64)}.example"));
        Assert.Null(DomainName.ToAscii(string.Join('.', Enumerable.Repeat("abcdefghi", 26))));
    }
}
