using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;
using WireMock;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The specification's own example: customer <c>user5684798169</c>, told from beginning to end.</summary>
[Collection(StoryCollection.Name)]
public sealed class SpecificationTests(StoryFixture fixture)
{
    private const string Eid = "2260000000000000777";
    private const string Rest = "&cd=user5684798169&uc5=User%20cat%205&uc7=User%20cat%207&la=en";
    private const string Identified = $"p=600,shop.home,1,1280x720,24,1,1795455233698,0,1280x720,0&pf=112&eid={Eid}&one=1&fns=1{Rest}";
    private const string Anonymous = "p=600,shop.home,1,1280x720,24,1,1795455233698,0,1280x720,0&nc=1&pf=112&la=en";

    [Fact]
    public async Task Opt_out_visitor_is_identified_except_between_opt_out_and_withdrawal()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        visitor.Cookies["wtstp_eid"] = Eid;
        visitor.Cookies["shop_session"] = "secret";

        await visitor.SeeAsync(Identified);
        var identified = fixture.SeenOne();
        Assert.Equal(Identified, StoryFixture.QueryOf(identified));
        Assert.Equal(["wtstp_eid"], CookiesOf(identified));
        Assert.Equal(TrackDomainResponses.ServerEverId, visitor.Cookies["wteid_111111111111111"]);

        // The link of the page: wtSmart.utils.optout.setAnonymousCookie(). The pixel's queue still holds an identified hit.
        visitor.Cookies["miCookieOptOut"] = "1";
        visitor.Cookies.Remove("wteid_111111111111111");
        var response = await visitor.SeeAsync(Identified);
        var anonymous = fixture.SeenOne();
        Assert.Equal(Anonymous, StoryFixture.QueryOf(anonymous));
        Assert.Empty(CookiesOf(anonymous));
        Assert.False(anonymous.Headers!.ContainsKey("X-WT-IP"));
        Assert.All(response.HeaderValues("Set-Cookie"), line => Assert.Matches("^(wtstp_eid|wtsid_111111111111111)=; Max-Age=0;", line));
        Assert.Equal(TrackDomainResponses.Gif, response.Body);

        // The other link: deleteAnonymousCookie().
        visitor.Cookies.Remove("miCookieOptOut");
        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, fixture.SeenQuery());
    }

    [Fact]
    public async Task Opt_in_visitor_is_anonymous_except_between_consent_and_withdrawal()
    {
        var visitor = fixture.Enter(WireHosts.OptIn);

        // The page follows the specification to the letter, misspelling included: the pixel identifies before consent.
        var response = await visitor.SeeAsync(Identified);
        Assert.Equal(Anonymous, fixture.SeenQuery());
        Assert.Empty(response.HeaderValues("Set-Cookie"));

        visitor.Cookies["miCookieOptOut"] = "1";
        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, fixture.SeenQuery());
        Assert.Contains("wteid_111111111111111", visitor.Cookies.Keys);

        // Erratum 3: deleting the cookie returns her to anonymous tracking, whatever other cookies she has.
        visitor.Cookies.Remove("miCookieOptOut");
        await visitor.SeeAsync(Identified);
        var withdrawn = fixture.SeenOne();
        Assert.Equal(Anonymous, StoryFixture.QueryOf(withdrawn));
        Assert.Empty(CookiesOf(withdrawn));
    }

    [Fact]
    public async Task Only_the_marker_makes_a_hit_anonymous_when_the_anonymous_function_is_off()
    {
        var visitor = fixture.Enter(WireHosts.Off);
        visitor.Cookies["miCookieOptOut"] = "1";

        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, fixture.SeenQuery());

        var response = await visitor.SeeAsync($"p=600,app&nc=1&X-WT-UA=App%2F1&la=de&eid={Eid}");
        Assert.Equal("p=600,app&nc=1&la=de", fixture.SeenQuery());
        Assert.Empty(response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Beacon_body_is_identified_before_and_anonymous_after_an_opt_out()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);

        await visitor.PostAsync($"/{RequestSpec.TrackId}/batch", "?" + Identified, "Content-Type: text/plain;charset=UTF-8");
        Assert.Equal("?" + Identified, fixture.SeenOne().Body);

        visitor.Cookies["miCookieOptOut"] = "1";
        var response = await visitor.PostAsync($"/{RequestSpec.TrackId}/batch", "?" + Identified, "Content-Type: text/plain;charset=UTF-8");
        Assert.Equal("?" + Anonymous, fixture.SeenOne().Body);
        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task SDK_batch_is_anonymous_in_every_line_when_its_URL_has_the_marker()
    {
        var sdk = fixture.Enter(WireHosts.Off);
        var lines = string.Concat(
            Enumerable.Range(0, 50).Select(i => $"wt?p=600,screen{i}&eid=6260000000000000777&uc701=4711&cs800={i}\n"));

        await sdk.PostAsync($"/{RequestSpec.TrackId}/batch?nc=1&X-WT-UA=App", lines, "Content-Type: text/plain", "User-Agent: App/1");

        var seen = fixture.SeenOne();
        Assert.Equal("nc=1", StoryFixture.QueryOf(seen));
        Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"wt?p=600,screen{i}&nc=1&cs800={i}\n")), seen.Body);
    }

    private static IEnumerable<string> CookiesOf(IRequestMessage seen) => seen.Cookies?.Keys ?? [];
}
