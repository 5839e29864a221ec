using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>HTTP/2 clients may send each cookie in a field of its own (RFC 9113, section 8.2.3); together they are one header.</summary>
[Collection(Http2Turns.Name)]
public sealed class CookieCrumbTests(Http2Stage stage)
{
    private const string Eid = $"wtstp_eid={Http2Stage.Canary}";

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
    public async Task Crumbs_that_say_anonymous_or_contradict_each_other_are_anonymous(string host, params string[] crumbs)
    {
        var exchange = await stage.SendAsync(Hit(host, crumbs));

        exchange.LeftAnonymously();
    }

    [Theory]
    [InlineData(WireHosts.OptOut, "wtstp_sid=1", "PHPSESSID=secret", "wtstp_eid=2260000000000000001")]
    [InlineData(WireHosts.OptIn, "wtstp_sid=1", "miCookieOptOut=1", "wtstp_eid=2260000000000000001")]
    [InlineData(WireHosts.OptIn, "miCookieOptOut=1; wtstp_sid=1", "miCookieOptOut=1", "wtstp_eid=2260000000000000001")]
    public async Task Crumbs_that_allow_it_go_upstream_as_one_header_without_the_sites_own(string host, params string[] crumbs)
    {
        var exchange = await stage.SendAsync(Hit(host, crumbs).With(":path", Http2Request.Target + "&eid=2260000000000000001"));

        Assert.Equal(["wtstp_sid=1; wtstp_eid=2260000000000000001"], exchange.LeftIdentified().HeaderValues("Cookie"));
    }

    [Theory]
    [InlineData("webtrekkOptOut=1", Eid)]
    [InlineData(Eid, "webtrekkOptOut=1")]
    public async Task A_full_opt_out_in_any_crumb_stops_the_hit(params string[] crumbs)
    {
        var exchange = await stage.SendAsync(Hit(WireHosts.OptOut, crumbs));

        Assert.Empty(exchange.Seen);
        Assert.Equal(200, exchange.Answer.Status);
    }

    private static Http2Request Hit(string host, string[] crumbs) =>
        Http2Request.Get(host, $"{Http2Request.Target}&eid={Http2Stage.Canary}", [.. crumbs.Select(crumb => ("cookie", crumb))]);
}
