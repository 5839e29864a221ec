using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The full opt-out (erratum 10): the gateway sets its cookie itself, and tells the track domain without saying who asks.</summary>
[Collection(StoryTurns.Name)]
public sealed class OptOutCallTests(StoryStage stage)
{
    private const string Path = "/" + Ask.TrackId;
    private const string Eid = "2260000000000000777";

    [Fact]
    public async Task Opted_out_a_visitor_is_not_tracked_at_all_until_she_takes_it_back()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies["wtstp_eid"] = Eid;
        visitor.Cookies["shop_session"] = "secret";

        // The pixel sets its cookie before it calls.
        visitor.Cookies["webtrekkOptOut"] = "1";
        var called = await visitor.GetAsync($"{Path}/optout?duration=1800&eid={Eid}");
        Assert.Equal(
            [
                "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.test; SameSite=Lax; Secure",
                "wtstp_eid=; Max-Age=0; Path=/; SameSite=None; Secure",
                "wtstp_eid=; Max-Age=0; Path=/; Domain=shop.test; SameSite=None; Secure",
            ],
            called.HeaderValues("Set-Cookie"));
        var seen = stage.SeenOne();
        Assert.Equal($"{Path}/optout", seen.Path);
        Assert.Equal("duration=1800", StoryStage.QueryOf(seen));
        Assert.Equal(["webtrekkOptOut"], seen.Cookies!.Keys);
        Assert.False(seen.Headers!.ContainsKey("X-WT-IP"));

        foreach (var answer in new[]
        {
            await visitor.SeeAsync($"p=600,home&eid={Eid}"),
            await visitor.SeeAsync("p=600,home&nc=1"),
            await visitor.GetAsync($"{Path}/cc?a=s&c=wteid_{Ask.TrackId}&v={Eid}"),
        })
            new Exchange(answer, []).IsOurGif();
        var batch = await visitor.PostAsync($"{Path}/batch", "?p=600,home", "Content-Type: text/plain");
        Assert.Equal((200, 0), (batch.Status, batch.Body.Length));
        Assert.Empty(stage.Seen());

        var deleted = await visitor.GetAsync($"{Path}/optout?duration=-2");
        Assert.Equal(["webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.test; SameSite=Lax; Secure"], deleted.HeaderValues("Set-Cookie"));
        Assert.Equal("duration=-2", stage.SeenQuery());
        Assert.DoesNotContain("webtrekkOptOut", visitor.Cookies.Keys);

        await visitor.SeeAsync($"p=600,home&eid={Eid}");
        Assert.Equal($"p=600,home&eid={Eid}", stage.SeenQuery());
    }

    [Theory]
    [InlineData("optout?duration=30", 2592000)]
    [InlineData("optout?duration=1800", 155520000)]
    [InlineData("optout?duration=99999", 155520000)]
    [InlineData("optout?duration=rubbish", 155520000)]
    [InlineData("optout", 155520000)]
    [InlineData("optout.php?redirect=https%3A%2F%2Fwww.shop.test%2Fprivacy%2F", 155520000)]
    [InlineData("optout?duration=-2", 0)]
    [InlineData("optout?duration=0", 86400)]
    public async Task The_duration_is_in_days(string call, int seconds)
    {
        var visitor = stage.Enter(WireHosts.OptOut);

        var answer = await visitor.GetAsync($"{Path}/{call}");

        var value = seconds > 0 ? "1" : "";
        Assert.Equal([$"webtrekkOptOut={value}; Max-Age={seconds}; Path=/; Domain=shop.test; SameSite=Lax; Secure"], answer.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(204)]
    [InlineData(200)]
    public async Task The_cookie_is_set_whatever_the_track_domain_answers(int status)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Strict })
        {
            var visitor = stage.Enter(host);
            stage.Says(answer => answer.WithStatusCode(status));

            var answer = await visitor.GetAsync($"{Path}/optout?duration=1800");

            Assert.Equal(["webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.test; SameSite=Lax; Secure"], answer.HeaderValues("Set-Cookie"));
        }
    }

    [Fact]
    public async Task The_cookie_is_set_although_the_track_domain_is_down()
    {
        var visitor = stage.Enter(WireHosts.Refusing);

        var answer = await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal(502, answer.Status);
        Assert.Equal("1", visitor.Cookies["webtrekkOptOut"]);
    }

    [Fact]
    public async Task Without_a_cookie_domain_the_cookie_is_the_hosts_own()
    {
        var visitor = stage.Enter(WireHosts.OptIn);

        var answer = await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal(["webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure"], answer.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("https://www.shop.test/privacy/", true)]
    [InlineData("https://www.shop.test/privacy/done?x=1", true)]
    [InlineData("https://www.shop.test/privacy", false)]
    [InlineData("https://www.shop.test/", false)]
    [InlineData("https://www.shop.test.evil.test/privacy/", false)]
    [InlineData("https://evil.test/?https://www.shop.test/privacy/", false)]
    [InlineData("https://www.shop.test@evil.test/privacy/", false)]
    [InlineData("https://www.shop.test/privacy/../account", false)]
    [InlineData("http://www.shop.test/privacy/", false)]
    [InlineData("//www.shop.test/privacy/", false)]
    public async Task A_redirect_leads_only_where_the_owner_allows(string target, bool allowed)
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        stage.Says(answer => answer.WithStatusCode(302).WithHeader("Location", target));

        var answer = await visitor.GetAsync($"{Path}/optout.php?redirect={Uri.EscapeDataString(target)}");

        Assert.Equal("1", visitor.Cookies["webtrekkOptOut"]);
        if (allowed)
        {
            Assert.Equal(302, answer.Status);
            Assert.Equal([target], answer.HeaderValues("Location"));
        }
        else
        {
            new Exchange(answer, []).IsOurGif();
            Assert.Empty(answer.HeaderValues("Location"));
        }
    }

    [Fact]
    public async Task The_track_domain_can_neither_set_an_id_nor_take_the_opt_out_back()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        stage.Says(answer => answer.WithHeader("Set-Cookie", "eid=4260000000000000001", "webtrekkOptOut=; Max-Age=0", "miCookieOptOut=; Max-Age=0", "webtrekkOptOut=4711"));

        await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal([new("webtrekkOptOut", "1")], visitor.Cookies);
    }
}
