using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>Where the browser withholds cookies, their absence proves nothing, unless the policy says otherwise.</summary>
[Collection(StoryCollection.Name)]
public sealed class InvisibleCookieTests(StoryFixture fixture)
{
    private const string Eid = "2260000000000000777";
    private const string CrossSite = "Sec-Fetch-Site: cross-site";
    private const string SameSite = "Sec-Fetch-Site: same-site";

    public static TheoryData<string, string, bool, string, bool> Rows => new()
    {
        // host, Sec-Fetch line, hit carries eid, cookies, anonymous
        { WireHosts.OptOut, CrossSite, true, "", true },
        { WireHosts.OptOut, CrossSite, false, "", true },
        { WireHosts.OptOut, CrossSite, false, $"wteid_{RequestSpec.TrackId}=4", true },
        { WireHosts.OptOut, CrossSite, true, "miCookieOptOut=1", true },
        { WireHosts.OptOut, SameSite, true, $"wtstp_eid={Eid}", false },
        { WireHosts.OptOut, SameSite, true, $"wt3_eid={Eid}", false },
        { WireHosts.OptOut, SameSite, true, "", true },
        { WireHosts.OptOut, SameSite, true, "wtstp_eid=", true },
        { WireHosts.OptOut, SameSite, true, "wtstp_sid=1; wtstp_rla=1", true },
        { WireHosts.OptOut, SameSite, false, "", false },
        { WireHosts.OptOut, "Sec-Fetch-Mode: no-cors", true, "", true },
        { WireHosts.OptOut, "User-Agent: SDK", true, "", false },
        { WireHosts.OptIn, CrossSite, true, "", true },
        { WireHosts.OptIn, CrossSite, true, $"miCookieOptOut=1; wtstp_eid={Eid}", false },
        { WireHosts.OptIn, SameSite, true, "miCookieOptOut=1", true },
        { WireHosts.OptIn, SameSite, true, $"miCookieOptOut=1; wtstp_eid={Eid}", false },
        { WireHosts.ByCookie, CrossSite, true, "", false },
        { WireHosts.ByCookie, SameSite, true, "", false },
        { WireHosts.ByCookie, CrossSite, true, "miCookieOptOut=1", true },
        { WireHosts.ByCookieOptIn, CrossSite, true, "", true },
        { WireHosts.ByCookieOptIn, SameSite, true, "miCookieOptOut=1", false },
        { WireHosts.Off, CrossSite, true, "", false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Hit_is_anonymous_where_the_browser_withholds_cookies(
        string host, string header, bool carriesEid, string cookies, bool anonymous)
    {
        var visitor = fixture.Enter(host);
        foreach (var cookie in cookies.Split("; ", StringSplitOptions.RemoveEmptyEntries))
            visitor.Cookies[cookie.Split('=')[0]] = cookie.Split('=')[1];
        var query = carriesEid ? $"p=600,home&eid={Eid}" : "p=600,home";

        await visitor.SeeAsync(query, header);

        Assert.Equal(anonymous ? "p=600,home&nc=1" : query, fixture.SeenQuery());
    }

    [Fact]
    public async Task Third_party_beacon_with_an_id_in_its_body_is_anonymous()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);

        await visitor.PostAsync($"/{RequestSpec.TrackId}/batch", $"?p=600,home&eid={Eid}", "Content-Type: text/plain", SameSite);

        Assert.Equal("?p=600,home&nc=1", fixture.SeenOne().Body);
    }
}
