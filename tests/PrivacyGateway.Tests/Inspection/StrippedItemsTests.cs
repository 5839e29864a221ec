using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;

using PrivacyGateway.Tests.Cli.Explaining;

namespace PrivacyGateway.Tests.Inspection;

public sealed class StrippedItemsTests
{
    [Theory]
    [InlineData("miCookieOptOut=1; shop=2; basket=3", "miCookieOptOut", 1, 2)]
    [InlineData("MICOOKIEOPTOUT=1; shop=2", "miCookieOptOut", 1, 1)]
    [InlineData("miCookieOptOut=1; miCookieOptOut=1", "miCookieOptOut", 2, 0)]
    public async Task Anonymous_cookie_is_listed_separately_from_the_sites_other_cookies(string cookies, string name, int count, int others)
    {
        var stripped = StrippedItems.In(await Explained.ExplainAsync(Explained.Url, $"Cookie: {cookies}"));

        var anonymous = Assert.Single(stripped, item => item.Name == name);
        Assert.Equal((count, "the anonymous cookie", "anonymous-hit-cookie"), (anonymous.Count, anonymous.Note, anonymous.Rule));
        Assert.Equal(others, stripped.Where(static item => item.Name == "(site cookie)").Sum(static item => item.Count));
    }

    [Fact]
    public async Task Number_of_stripped_items_equals_that_of_the_trace()
    {
        var explanation = await Explained.ExplainAsync(
            Explained.Url, "Cookie: miCookieOptOut=1; shop=2; wtstp_eid=3", "Referer: https://www.shop.example/");

        Assert.Equal(explanation.Outcome!.Trace.Entries.Sum(static entry => entry.Count), StrippedItems.In(explanation)
            .Sum(static item => item.Count));
    }

    [Fact]
    public async Task Cookies_of_an_identified_hit_are_stripped_by_their_own_rule()
    {
        var stripped = StrippedItems.In(await Explained.ExplainAsync(Explained.Url, "Cookie: shop=2"));

        Assert.Equal(("(site cookie)", "site-cookie"), Assert.Single(stripped.Select(static item => (item.Name, item.Rule))));
        Assert.All(stripped, static item => Assert.Equal(NameLocation.Cookie, item.Place));
    }
}
