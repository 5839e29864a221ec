using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>The pixel's call for the full opt-out: the cookies that it expires, and the pages that may withdraw it.</summary>
[Collection(ConsentCollection.Name)]
public sealed class OptOutCallTests(ConsentFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
    private const string Nothing = "Accept: */*";

    [Theory]
    [InlineData("duration=1800", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("duration=30", "webtrekkOptOut=1; Max-Age=2592000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    public async Task Pixels_full_opt_out_call_expires_the_identity_cookies(string query, string line)
    {
        foreach (var site in new[] { Nothing, "Sec-Fetch-Site: same-site" })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Get(ConsentHosts.Track, $"{Path}/optout?{query}", site, $"Cookie: {IdentityJar.Cookies}"));

            Assert.Equal([line, .. IdentityJar.Expired], exchange.SetCookies());
        }

        // A page of another site may opt out, which does no harm, but expires no cookie.
        var foreign = await fixture.SendAsync(
            RequestSpec.Get(ConsentHosts.Track, $"{Path}/optout?{query}", "Sec-Fetch-Site: cross-site", $"Cookie: {IdentityJar.Cookies}"));
        Assert.Equal([line], foreign.SetCookies());
    }

    [Theory]
    [InlineData(Nothing)]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    public async Task Withdrawal_of_the_full_opt_out_expires_only_its_own_cookie(string site)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Get(ConsentHosts.Track, $"{Path}/optout?duration=-2", site, $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"));

        Assert.Equal(["webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.example; SameSite=Lax; Secure"], exchange.SetCookies());
    }

    [Theory]
    [InlineData("duration=1")]
    [InlineData("")]
    public async Task Cross_site_call_does_not_change_the_duration_of_a_full_opt_out(string query)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Get(ConsentHosts.Track, $"{Path}/optout?{query}", "Sec-Fetch-Site: cross-site", "Cookie: webtrekkOptOut=1"));

        Assert.Empty(exchange.SetCookies());
    }

    // Whatever the track domain's response.
    [Theory]
    [InlineData("x=1")]
    [InlineData("webtrekkOptOut=; Max-Age=0")]
    [InlineData("webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/")]
    [InlineData("wteid_111111111111111=4711; Path=/")]
    public async Task Cross_site_call_does_not_withdraw_a_full_opt_out(string line)
    {
        foreach (var call in new[] { "optout?duration=-2", "optout.php?duration=-2" })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Get(
                    ConsentHosts.Track, $"{Path}/{call}", "Sec-Fetch-Site: cross-site", $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"),
                _ => TrackDomainResponses.Build(200, "OK", [new("Set-Cookie", line)], []));

            Assert.Empty(exchange.SetCookies());
        }
    }
}
