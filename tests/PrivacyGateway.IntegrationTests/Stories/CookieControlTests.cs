using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary><c>/cc</c> and <c>/cdb</c> only read and write identifiers (protocol §1.1): they have no anonymous form.</summary>
[Collection(StoryCollection.Name)]
public sealed class CookieControlTests(StoryFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
    private const string Push = $"{Path}/cc?a=s&c=wteid_{RequestSpec.TrackId}&v=2260000000000000777&cp=%2F&cl=180";
    private const string Disclose =
        $"{Path}/cc?a=c&c=wteid_{RequestSpec.TrackId}&rn_wteid_{RequestSpec.TrackId}=wtstp_gdpr_{RequestSpec.TrackId}&v=&cl=&ccl=&w=2&o=s";

    [Theory]
    [InlineData(Push)]
    [InlineData(Disclose)]
    [InlineData($"{Path}/cc?a=r&c=wteid_1&rn_wteid_1=wteid_2&t=https%3A%2F%2Fother.test%2Fcc")]
    [InlineData($"{Path}/cdb?cdb1=4711&p=600,home")]
    public async Task Cookie_control_of_an_identified_visitor_is_forwarded_unchanged(string target)
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        visitor.Cookies[$"wteid_{RequestSpec.TrackId}"] = "4260000000000000001";

        var response = await visitor.GetAsync(target);

        var seen = fixture.SeenOne();
        Assert.Equal(target, $"{seen.Path}?{StoryFixture.QueryOf(seen)}");
        Assert.Equal("4260000000000000001", seen.Cookies![$"wteid_{RequestSpec.TrackId}"]);
        Assert.Equal(2, response.HeaderValues("Set-Cookie").Count());
    }

    [Theory]
    [InlineData(Push)]
    [InlineData($"{Path}/cc?a=r&c=wteid_1&rn_wteid_1=wteid_2&t=https%3A%2F%2Fother.test%2Fcc")]
    [InlineData($"{Path}/cdb?cdb1=4711&p=600,home")]
    public async Task Cookie_control_of_an_anonymous_visitor_gets_the_gateways_pixel(string target)
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        visitor.Cookies["miCookieOptOut"] = "1";

        new Exchange(await visitor.GetAsync(target), []).IsOurGif();
        Assert.Empty(fixture.Seen());
    }

    [Fact]
    public async Task Disclosure_call_of_an_anonymous_visitor_gets_an_empty_script()
    {
        var visitor = fixture.Enter(WireHosts.OptIn);

        var response = await visitor.GetAsync(Disclose);

        Assert.Equal((200, 0), (response.Status, response.Body.Length));
        Assert.Equal(["text/javascript"], response.HeaderValues("Content-Type"));
        Assert.Empty(fixture.Seen());
    }
}
