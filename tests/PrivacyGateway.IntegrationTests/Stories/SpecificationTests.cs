using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;
using WireMock;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The specification's own example: customer <c>user5684798169</c>, told from beginning to end.</summary>
[Collection(StoryTurns.Name)]
public sealed class SpecificationTests(StoryStage stage)
{
    private const string Eid = "2260000000000000777";
    private const string Rest = "&cd=user5684798169&uc5=User%20cat%205&uc7=User%20cat%207&la=en";
    private const string Identified = $"p=600,shop.home,1,1280x720,24,1,1795455233698,0,1280x720,0&pf=112&eid={Eid}&one=1&fns=1{Rest}";
    private const string Anonymous = "p=600,shop.home,1,1280x720,24,1,1795455233698,0,1280x720,0&nc=1&pf=112&la=en";

    [Fact]
    public async Task Opt_out_a_visitor_is_identified_until_she_opts_out_and_again_when_she_takes_it_back()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies["wtstp_eid"] = Eid;
        visitor.Cookies["shop_session"] = "secret";

        await visitor.SeeAsync(Identified);
        var identified = stage.SeenOne();
        Assert.Equal(Identified, StoryStage.QueryOf(identified));
        Assert.Equal(["wtstp_eid"], CookiesOf(identified));
        Assert.Equal(TrackDomainAnswers.ServerEverId, visitor.Cookies["wteid_111111111111111"]);

        // The link of the page: wtSmart.utils.optout.setAnonymousCookie(). The pixel's queue still holds an identified hit.
        visitor.Cookies["miCookieOptOut"] = "1";
        visitor.Cookies.Remove("wteid_111111111111111");
        var answer = await visitor.SeeAsync(Identified);
        var anonymous = stage.SeenOne();
        Assert.Equal(Anonymous, StoryStage.QueryOf(anonymous));
        Assert.Empty(CookiesOf(anonymous));
        Assert.False(anonymous.Headers!.ContainsKey("X-WT-IP"));
        Assert.All(answer.HeaderValues("Set-Cookie"), line => Assert.Matches("^(wtstp_eid|wtsid_111111111111111)=; Max-Age=0;", line));
        Assert.Equal(TrackDomainAnswers.Gif, answer.Body);

        // The other link: deleteAnonymousCookie().
        visitor.Cookies.Remove("miCookieOptOut");
        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, stage.SeenQuery());
    }

    [Fact]
    public async Task Opt_in_a_visitor_is_anonymous_until_she_consents_and_again_when_she_withdraws()
    {
        var visitor = stage.Enter(WireHosts.OptIn);

        // The page follows the specification to the letter, misspelling included: the pixel identifies before consent.
        var answer = await visitor.SeeAsync(Identified);
        Assert.Equal(Anonymous, stage.SeenQuery());
        Assert.Empty(answer.HeaderValues("Set-Cookie"));

        visitor.Cookies["miCookieOptOut"] = "1";
        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, stage.SeenQuery());
        Assert.Contains("wteid_111111111111111", visitor.Cookies.Keys);

        // Erratum 3: deleting the cookie returns her to anonymous tracking, whatever is left in the jar.
        visitor.Cookies.Remove("miCookieOptOut");
        await visitor.SeeAsync(Identified);
        var withdrawn = stage.SeenOne();
        Assert.Equal(Anonymous, StoryStage.QueryOf(withdrawn));
        Assert.Empty(CookiesOf(withdrawn));
    }

    [Fact]
    public async Task With_the_function_off_only_the_hit_itself_can_say_that_it_is_anonymous()
    {
        var visitor = stage.Enter(WireHosts.Off);
        visitor.Cookies["miCookieOptOut"] = "1";

        await visitor.SeeAsync(Identified);
        Assert.Equal(Identified, stage.SeenQuery());

        var answer = await visitor.SeeAsync($"p=600,app&nc=1&X-WT-UA=App%2F1&la=de&eid={Eid}");
        Assert.Equal("p=600,app&nc=1&la=de", stage.SeenQuery());
        Assert.Empty(answer.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_beacon_tells_the_same_story_in_its_body()
    {
        var visitor = stage.Enter(WireHosts.OptOut);

        await visitor.PostAsync($"/{Ask.TrackId}/batch", "?" + Identified, "Content-Type: text/plain;charset=UTF-8");
        Assert.Equal("?" + Identified, stage.SeenOne().Body);

        visitor.Cookies["miCookieOptOut"] = "1";
        var answer = await visitor.PostAsync($"/{Ask.TrackId}/batch", "?" + Identified, "Content-Type: text/plain;charset=UTF-8");
        Assert.Equal("?" + Anonymous, stage.SeenOne().Body);
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task An_sdks_batch_is_anonymous_line_by_line_once_its_address_says_so()
    {
        var sdk = stage.Enter(WireHosts.Off);
        var lines = string.Concat(Enumerable.Range(0, 50).Select(i => $"wt?p=600,screen{i}&eid=6260000000000000777&uc701=4711&cs800={i}\n"));

        await sdk.PostAsync($"/{Ask.TrackId}/batch?nc=1&X-WT-UA=App", lines, "Content-Type: text/plain", "User-Agent: App/1");

        var seen = stage.SeenOne();
        Assert.Equal("nc=1", StoryStage.QueryOf(seen));
        Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"wt?p=600,screen{i}&nc=1&cs800={i}\n")), seen.Body);
    }

    private static IEnumerable<string> CookiesOf(IRequestMessage seen) => seen.Cookies?.Keys ?? [];
}
