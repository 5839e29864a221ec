using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;

using PrivacyGateway.Tests.Cli.Explaining;

namespace PrivacyGateway.Tests.Inspection;

public sealed class ForwardedItemsTests
{
    private const string Anonymous = "Cookie: miCookieOptOut=1";

    [Theory]
    [InlineData("la=de", "la", "content")]
    [InlineData("p=600,home", "p", "page")]
    [InlineData("np=abc", "np", "fingerprint")]
    [InlineData("uc6=gold", "uc6", "customer")]
    [InlineData("oi=4711", "oi", "customer")]
    [InlineData("novelty=1", "novelty", "unknown")]
    [InlineData("%6C%61=de", "la", "content")]
    public async Task Preserved_parameter_of_an_anonymous_hit_has_a_reason(string pair, string name, string why)
    {
        var kept = ForwardedItems.In(await Explained.ExplainAsync($"https://{Explained.Host}/111111111111111/wt?{pair}", Anonymous));

        Assert.Equal(why, Assert.Single(kept, item => item.Place == NameLocation.Parameter && item.Name == name).Why.Id);
        Assert.Equal("marker", Assert.Single(kept, static item => item.Name == "nc").Why.Id);
    }

    [Fact]
    public async Task Parameter_listed_in_keepParameter_is_preserved_for_that_reason()
    {
        var request = Explained.Request($"https://{Explained.Host}/111111111111111/wt?shopversion=7&novelty=1", Anonymous);

        var kept = ForwardedItems.In(await Explained.ExplainAsync(request, Explained.StrictRoutes));

        Assert.Equal(["nc", "shopversion"], kept.Where(static item => item.Place == NameLocation.Parameter).Select(static item => item.Name)
            .Order(StringComparer.Ordinal));
        Assert.Equal("keep-parameter", kept.Single(static item => item.Name == "shopversion").Why.Id);
    }

    [Theory]
    [InlineData("eid=2260000000000000777", "identity")]
    [InlineData("uc700=jane@example.org", "contact")]
    [InlineData("cd=4711", "customer")]
    [InlineData("novelty=1", "unknown")]
    [InlineData("np=abc", "fingerprint")]
    public async Task Parameter_preserved_because_the_hit_is_identified_says_so(string pair, string why)
    {
        var kept = ForwardedItems.In(await Explained.ExplainAsync($"https://{Explained.Host}/111111111111111/wt?{pair}"));

        var item = Assert.Single(kept, static item => item.Place == NameLocation.Parameter);
        Assert.Equal(why, item.Why.Id);
        Assert.Contains("forwarded with identified hits", item.Why.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stripped_items_are_not_listed_as_preserved()
    {
        var kept = ForwardedItems.In(
            await Explained.ExplainAsync(Explained.Url, Anonymous, "Referer: https://www.shop.example/", "User-Agent: Mozilla/5.0"));

        Assert.Equal(
            ["p", "nc", "cs800"], kept.Where(static item => item.Place == NameLocation.Parameter).Select(static item => item.Name));
        Assert.DoesNotContain(kept, static item => item.Name is "Referer" or "miCookieOptOut");
        Assert.Equal(
            ["transport", "added"], kept.Where(static item => item.Place == NameLocation.RequestHeader).Select(static item => item.Why.Id));
    }

    [Fact]
    public async Task Preserved_parameters_of_a_batch_are_counted_over_its_lines()
    {
        var request = Explained.Request($"https://{Explained.Host}/111111111111111/batch", Anonymous, "Content-Type: text/plain");

        var kept = ForwardedItems.In(
            await Explained.ExplainAsync(request with { Method = "POST", Body = "wt?p=600,a&cs800=1\nwt?p=600,b&cs800=2\n"u8.ToArray() }));

        Assert.Equal([2, 2, 2], kept.Where(static item => item.Place == NameLocation.Parameter).Select(static item => item.Count));
    }

    [Fact]
    public async Task Preserved_value_that_looks_like_an_e_mail_address_is_pointed_out()
    {
        var kept = ForwardedItems.In(
            await Explained.ExplainAsync($"https://{Explained.Host}/111111111111111/wt?p=600,home&cs1=jane.doe@example.org&cs2=x"));

        Assert.Equal("an e-mail address", kept.Single(static item => item.Name == "cs1").LooksLike);
        Assert.Null(kept.Single(static item => item.Name == "cs2").LooksLike);
    }

    [Theory]
    [InlineData("DE89370400440532013000", "an IBAN")]
    [InlineData("4111%201111%201111%201111", "a payment card's number")]
    [InlineData("%2B49%2030%201234567", "a phone number")]
    [InlineData("https%3A%2F%2Fwww.shop.example%2F%3Fip%3D192.0.2.77", "an IP address")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "a UUID")]
    [InlineData("spring-sale", null)]
    public async Task Preserved_value_is_pointed_out_by_what_it_looks_like(string value, string? looksLike)
    {
        var kept = ForwardedItems.In(await Explained.ExplainAsync($"https://{Explained.Host}/111111111111111/wt?cs1={value}", Anonymous));

        Assert.Equal(looksLike, kept.Single(static item => item.Name == "cs1").LooksLike);
    }

    [Fact]
    public async Task Preserved_vendor_cookies_of_an_identified_hit_have_the_vendor_cookie_reason()
    {
        var kept = ForwardedItems.In(await Explained.ExplainAsync(Explained.Url, "Cookie: wtstp_sid=1; shop=2"));

        Assert.Equal("vendor-cookie", Assert.Single(kept, static item => item.Place == NameLocation.Cookie).Why.Id);
    }
}
