using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The full opt-out (erratum 10): the gateway sets its cookie itself, and forwards the call without identifiers.</summary>
[Collection(StoryCollection.Name)]
public sealed class OptOutCallTests(StoryFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
    private const string Eid = "2260000000000000777";

    [Fact]
    public async Task Visitor_is_not_tracked_from_full_opt_out_to_withdrawal()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
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
        var seen = fixture.SeenOne();
        Assert.Equal($"{Path}/optout", seen.Path);
        Assert.Equal("duration=1800", StoryFixture.QueryOf(seen));
        Assert.Equal(["webtrekkOptOut"], seen.Cookies!.Keys);
        Assert.False(seen.Headers!.ContainsKey("X-WT-IP"));

        foreach (var response in new[]
        {
            await visitor.SeeAsync($"p=600,home&eid={Eid}"),
            await visitor.SeeAsync("p=600,home&nc=1"),
            await visitor.GetAsync($"{Path}/cc?a=s&c=wteid_{RequestSpec.TrackId}&v={Eid}"),
        })
            new Exchange(response, []).IsOurGif();
        var batch = await visitor.PostAsync($"{Path}/batch", "?p=600,home", "Content-Type: text/plain");
        Assert.Equal((200, 0), (batch.Status, batch.Body.Length));
        Assert.Empty(fixture.Seen());

        var deleted = await visitor.GetAsync($"{Path}/optout?duration=-2");
        Assert.Equal(["webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.test; SameSite=Lax; Secure"], deleted.HeaderValues("Set-Cookie"));
        Assert.Equal("duration=-2", fixture.SeenQuery());
        Assert.DoesNotContain("webtrekkOptOut", visitor.Cookies.Keys);

        await visitor.SeeAsync($"p=600,home&eid={Eid}");
        Assert.Equal($"p=600,home&eid={Eid}", fixture.SeenQuery());
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
    public async Task Full_opt_out_duration_is_in_days(string call, int seconds)
    {
        var visitor = fixture.Enter(WireHosts.OptOut);

        var response = await visitor.GetAsync($"{Path}/{call}");

        var value = seconds > 0 ? "1" : "";
        Assert.Equal([$"webtrekkOptOut={value}; Max-Age={seconds}; Path=/; Domain=shop.test; SameSite=Lax; Secure"],
            response.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(204)]
    [InlineData(200)]
    public async Task Opt_out_cookie_is_set_for_every_status_of_the_track_domain(int status)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Strict })
        {
            var visitor = fixture.Enter(host);
            fixture.RespondWith(response => response.WithStatusCode(status));

            var response = await visitor.GetAsync($"{Path}/optout?duration=1800");

            Assert.Equal(["webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.test; SameSite=Lax; Secure"],
                response.HeaderValues("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Opt_out_cookie_is_set_while_the_track_domain_is_down()
    {
        var visitor = fixture.Enter(WireHosts.Refusing);

        var response = await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal(502, response.Status);
        Assert.Equal("1", visitor.Cookies["webtrekkOptOut"]);
    }

    [Fact]
    public async Task Opt_out_cookie_is_host_only_without_a_cookie_domain()
    {
        var visitor = fixture.Enter(WireHosts.OptIn);

        var response = await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal(["webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure"], response.HeaderValues("Set-Cookie"));
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
    public async Task Opt_out_redirect_is_limited_to_allowed_pages(string target, bool allowed)
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        fixture.RespondWith(response => response.WithStatusCode(302).WithHeader("Location", target));

        var response = await visitor.GetAsync($"{Path}/optout.php?redirect={Uri.EscapeDataString(target)}");

        Assert.Equal("1", visitor.Cookies["webtrekkOptOut"]);
        if (allowed)
        {
            Assert.Equal(302, response.Status);
            Assert.Equal([target], response.HeaderValues("Location"));
        }
        else
        {
            new Exchange(response, []).IsOurGif();
            Assert.Empty(response.HeaderValues("Location"));
        }
    }

    [Fact]
    public async Task Response_to_an_opt_out_call_neither_sets_an_id_nor_withdraws_the_opt_out()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        fixture.RespondWith(response => response.WithHeader(
            "Set-Cookie", "eid=4260000000000000001", "webtrekkOptOut=; Max-Age=0", "miCookieOptOut=; Max-Age=0", "webtrekkOptOut=4711"));

        await visitor.GetAsync($"{Path}/optout?duration=1800");

        Assert.Equal([new("webtrekkOptOut", "1")], visitor.Cookies);
    }
}
