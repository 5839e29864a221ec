using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>
/// Cases of the list's own test data (publicsuffix.org, "test_psl.txt"), which cover rules, wildcards, exceptions and international names.
/// </summary>
public sealed class PublicSuffixListTests
{
    [Theory]
    [InlineData("com", null)]
    [InlineData("example.com", "example.com")]
    [InlineData("b.example.com", "example.com")]
    [InlineData("a.b.example.example", "example.example")]
    [InlineData("uk.com", null)]
    [InlineData("a.b.example.uk.com", "example.uk.com")]
    [InlineData("ck", null)]
    [InlineData("test.ck", null)]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("ide.kyoto.jp", null)]
    [InlineData("a.b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [InlineData("c.kobe.jp", null)]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("a.city.kobe.jp", "city.kobe.jp")]
    [InlineData("xn--85x722f.com.cn", "xn--85x722f.com.cn")]
    [InlineData("xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("xn--55qx5d.cn", null)]
    [InlineData("shop.github.io", "shop.github.io")]
    [InlineData("github.io", null)]
    public void Registrable_domain_of_a_name_matches_that_of_browsers(string domain, string? registrable)
    {
        Assert.Equal(registrable, PublicSuffixList.RegistrableDomain(domain));
        Assert.Equal(registrable is null, PublicSuffixList.IsSuffix(domain));
    }
}
