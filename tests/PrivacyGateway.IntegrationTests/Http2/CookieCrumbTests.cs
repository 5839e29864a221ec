using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>HTTP/2 clients may send each cookie in a separate field (RFC 9113, section 8.2.3); together they are one header.</summary>
[Collection(Http2Collection.Name)]
public sealed class CookieCrumbTests(Http2Fixture fixture)
{
    private const string Eid = $"wtstp_eid={Http2Fixture.Canary}";

    [Theory]
    [InlineData(WireHosts.OptOut, "miCookieOptOut=1", Eid)]
    [InlineData(WireHosts.OptOut, Eid, "miCookieOptOut=1")]
    [InlineData(WireHosts.OptOut, Eid, "a=b", "miCookieOptOut=0", "c=d")]
    [InlineData(WireHosts.OptOut, Eid, "miCookieOptOut=", "miCookieOptOut=1")]
    [InlineData(WireHosts.OptIn, Eid)]
    [InlineData(WireHosts.OptIn, Eid, "miCookieOptOut=1", "miCookieOptOut=0")]
    [InlineData(WireHosts.OptIn, Eid, "miCookieOptOut=0", "miCookieOptOut=1")]
    [InlineData(WireHosts.OptIn, Eid, "miCookieOptOut=1; miCookieOptOut=", "a=b")]
    [InlineData(WireHosts.OptIn, Eid, "miCookieOptOut", "=1")]
    [InlineData(WireHosts.OptIn, Eid, "miCookieOptOut=", "1")]
    [InlineData(WireHosts.OptIn, Eid, "a=b, miCookieOptOut=1")]
    [InlineData(WireHosts.OptIn, Eid, "MICOOKIEOPTOUT=1")]
    public async Task Cookie_fields_that_say_anonymous_or_contradict_each_other_make_the_hit_anonymous(string host, params string[] crumbs)
    {
        var exchange = await fixture.SendAsync(Hit(host, crumbs));

        exchange.ForwardedAnonymously();
    }

    [Theory]
    [InlineData(WireHosts.OptOut, "wtstp_sid=1", "PHPSESSID=secret", "wtstp_eid=2260000000000000001")]
    [InlineData(WireHosts.OptIn, "wtstp_sid=1", "miCookieOptOut=1", "wtstp_eid=2260000000000000001")]
    [InlineData(WireHosts.OptIn, "miCookieOptOut=1; wtstp_sid=1", "miCookieOptOut=1", "wtstp_eid=2260000000000000001")]
    public async Task Cookie_fields_of_an_identified_hit_are_forwarded_as_one_header_without_the_sites_cookies(
        string host, params string[] crumbs)
    {
        var exchange = await fixture.SendAsync(Hit(host, crumbs).With(":path", Http2Request.Target + "&eid=2260000000000000001"));

        Assert.Equal(["wtstp_sid=1; wtstp_eid=2260000000000000001"], exchange.ForwardedIdentified().HeaderValues("Cookie"));
    }

    [Theory]
    [InlineData("webtrekkOptOut=1", Eid)]
    [InlineData(Eid, "webtrekkOptOut=1")]
    public async Task Full_opt_out_in_any_cookie_field_blocks_the_hit(params string[] crumbs)
    {
        var exchange = await fixture.SendAsync(Hit(WireHosts.OptOut, crumbs));

        Assert.Empty(exchange.Seen);
        Assert.Equal(200, exchange.Response.Status);
    }

    [Theory]
    [InlineData(180)]
    [InlineData(400)]
    public async Task Hit_with_many_cookies_of_a_sibling_host_is_accepted(int count)
    {
        string[] crumbs = [.. Enumerable.Range(0, count).Select(number => $"sibling{number}=x"), "miCookieOptOut=1"];

        var exchange = await fixture.SendAsync(Hit(WireHosts.OptOut, crumbs));

        exchange.ForwardedAnonymously();
    }

    private static Http2Request Hit(string host, string[] crumbs) =>
        Http2Request.Get(host, $"{Http2Request.Target}&eid={Http2Fixture.Canary}", [.. crumbs.Select(crumb => ("cookie", crumb))]);
}
