namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// Consent is read from the raw Cookie headers: the platform's collection joins headers with commas and lets the last duplicate win.
/// </summary>
[Collection(WireCollection.Name)]
public sealed class CookieLineTests(WireFixture fixture)
{
    private const string Eid = "2260000000000000777";

    [Theory]
    [InlineData(true, "Cookie: miCookieOptOut=1")]
    [InlineData(true, "Cookie: miCookieOptOut=0")]
    [InlineData(true, "Cookie: miCookieOptOut=false")]
    [InlineData(true, "Cookie: a=b; miCookieOptOut=1; c=d")]
    [InlineData(true, "Cookie: a=b|Cookie: miCookieOptOut=1")]
    [InlineData(true, "Cookie: miCookieOptOut=1|Cookie: wtstp_eid=2260000000000000777")]
    [InlineData(true, "Cookie: miCookieOptOut=1; miCookieOptOut=")]
    [InlineData(true, "Cookie: miCookieOptOut=; miCookieOptOut=1")]
    [InlineData(true, "Cookie: miCookieOptOut=|Cookie: miCookieOptOut=1")]
    [InlineData(false, "Cookie: miCookieOptOut=")]
    [InlineData(true, "Cookie: miCookieOptOut")]
    [InlineData(false, "Cookie: xmiCookieOptOut=1")]
    [InlineData(false, "Cookie: miCookieOptOutx=1")]
    [InlineData(false, "Cookie: a=miCookieOptOut=1")]
    public Task Opt_out_polarity_accepts_any_value_in_any_Cookie_header(bool anonymous, string lines) =>
        Decides(WireHosts.OptOut, anonymous, lines);

    [Theory]
    [InlineData(true, "Cookie: a=b")]
    [InlineData(true, "Cookie: miCookieOptOut=")]
    [InlineData(true, "Cookie: miCookieOptOut=0")]
    [InlineData(true, "Cookie: miCookieOptOut=true")]
    [InlineData(true, "Cookie: miCookieOptOut=\"1\"")]
    [InlineData(true, "Cookie: miCookieOptOut=%31")]
    [InlineData(true, "Cookie: MICOOKIEOPTOUT=1")]
    [InlineData(true, "Cookie: miCookieOptOut=1; miCookieOptOut=0")]
    [InlineData(true, "Cookie: miCookieOptOut=0; miCookieOptOut=1")]
    [InlineData(true, "Cookie: miCookieOptOut=1|Cookie: miCookieOptOut=2")]
    [InlineData(true, "Cookie: miCookieOptOut=1, miCookieOptOut=1")]
    [InlineData(false, "Cookie: miCookieOptOut=1")]
    [InlineData(false, "Cookie: miCookieOptOut= 1 ; a=b")]
    [InlineData(false, "Cookie: miCookieOptOut=1; miCookieOptOut=1")]
    [InlineData(false, "Cookie: a=b|Cookie: miCookieOptOut=1")]
    public Task Opt_in_polarity_accepts_only_the_agreed_value(bool anonymous, string lines) => Decides(WireHosts.OptIn, anonymous, lines);

    [Fact]
    public async Task Vendor_cookies_of_two_headers_are_forwarded_in_one_and_the_shops_cookies_are_stripped()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.Off,
            "p=600,home",
            $"Cookie: wt3_eid=%3B{RequestSpec.TrackId}|{Eid}%232; PHPSESSID=CANARY",
            $"Cookie: token=CANARY; wtstp_sid=1;eid={Eid};EID=5; wt_rla=1"));

        Assert.Equal(
            [$"wt3_eid=%3B{RequestSpec.TrackId}|{Eid}%232; wtstp_sid=1; eid={Eid}; wt_rla=1"], exchange.Forwarded.HeaderValues("Cookie"));
    }

    private async Task Decides(string host, bool anonymous, string lines)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, $"p=600,home&eid={Eid}", lines.Split('|')));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&{(anonymous ? "nc=1" : $"eid={Eid}")}", exchange.Forwarded.Target);
        if (anonymous)
            Assert.Empty(exchange.Forwarded.HeaderValues("Cookie"));
    }
}
