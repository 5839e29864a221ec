using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>The pixel's own call for the full opt-out: what it takes along, and who may take it back.</summary>
[Collection(ConsentTurns.Name)]
public sealed class OptOutCallTests(ConsentStage stage)
{
    private const string Path = "/" + Ask.TrackId;
    private const string Nothing = "Accept: */*";

    [Theory]
    [InlineData("duration=1800", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("duration=30", "webtrekkOptOut=1; Max-Age=2592000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    public async Task The_pixels_full_opt_out_takes_them_away(string query, string line)
    {
        foreach (var site in new[] { Nothing, "Sec-Fetch-Site: same-site" })
        {
            var exchange = await stage.SendAsync(Ask.Get(ConsentHosts.Track, $"{Path}/optout?{query}", site, $"Cookie: {IdentityJar.Cookies}"));

            Assert.Equal([line, .. IdentityJar.Expired], exchange.SetCookies());
        }

        // A page of another site may opt out, which harms nobody, but takes no cookie away.
        var foreign = await stage.SendAsync(Ask.Get(ConsentHosts.Track, $"{Path}/optout?{query}", "Sec-Fetch-Site: cross-site", $"Cookie: {IdentityJar.Cookies}"));
        Assert.Equal([line], foreign.SetCookies());
    }

    [Theory]
    [InlineData(Nothing)]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    public async Task Taking_the_full_opt_out_back_takes_nothing_else_away(string site)
    {
        var exchange = await stage.SendAsync(Ask.Get(ConsentHosts.Track, $"{Path}/optout?duration=-2", site, $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"));

        Assert.Equal(["webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.example; SameSite=Lax; Secure"], exchange.SetCookies());
    }

    [Theory]
    [InlineData("duration=1")]
    [InlineData("")]
    public async Task No_page_of_another_site_changes_how_long_it_lasts(string query)
    {
        var exchange = await stage.SendAsync(Ask.Get(ConsentHosts.Track, $"{Path}/optout?{query}", "Sec-Fetch-Site: cross-site", "Cookie: webtrekkOptOut=1"));

        Assert.Empty(exchange.SetCookies());
    }

    // Whatever the track domain says to it.
    [Theory]
    [InlineData("x=1")]
    [InlineData("webtrekkOptOut=; Max-Age=0")]
    [InlineData("webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/")]
    [InlineData("wteid_111111111111111=4711; Path=/")]
    public async Task No_page_of_another_site_takes_the_full_opt_out_back(string line)
    {
        foreach (var call in new[] { "optout?duration=-2", "optout.php?duration=-2" })
        {
            var exchange = await stage.SendAsync(
                Ask.Get(ConsentHosts.Track, $"{Path}/{call}", "Sec-Fetch-Site: cross-site", $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"),
                _ => TrackDomainAnswers.Build(200, "OK", [new("Set-Cookie", line)], []));

            Assert.Empty(exchange.SetCookies());
        }
    }
}
