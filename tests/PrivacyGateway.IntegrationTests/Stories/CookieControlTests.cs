using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary><c>/cc</c> and <c>/cdb</c> deal in nothing but identities (protocol §1.1): they have no anonymous form.</summary>
[Collection(StoryTurns.Name)]
public sealed class CookieControlTests(StoryStage stage)
{
    private const string Path = "/" + Ask.TrackId;
    private const string Push = $"{Path}/cc?a=s&c=wteid_{Ask.TrackId}&v=2260000000000000777&cp=%2F&cl=180";
    private const string Disclose = $"{Path}/cc?a=c&c=wteid_{Ask.TrackId}&rn_wteid_{Ask.TrackId}=wtstp_gdpr_{Ask.TrackId}&v=&cl=&ccl=&w=2&o=s";

    [Theory]
    [InlineData(Push)]
    [InlineData(Disclose)]
    [InlineData($"{Path}/cc?a=r&c=wteid_1&rn_wteid_1=wteid_2&t=https%3A%2F%2Fother.test%2Fcc")]
    [InlineData($"{Path}/cdb?cdb1=4711&p=600,home")]
    public async Task Identified_it_passes_as_it_is(string target)
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies[$"wteid_{Ask.TrackId}"] = "4260000000000000001";

        var answer = await visitor.GetAsync(target);

        var seen = stage.SeenOne();
        Assert.Equal(target, $"{seen.Path}?{StoryStage.QueryOf(seen)}");
        Assert.Equal("4260000000000000001", seen.Cookies![$"wteid_{Ask.TrackId}"]);
        Assert.Equal(2, answer.HeaderValues("Set-Cookie").Count());
    }

    [Theory]
    [InlineData(Push)]
    [InlineData($"{Path}/cc?a=r&c=wteid_1&rn_wteid_1=wteid_2&t=https%3A%2F%2Fother.test%2Fcc")]
    [InlineData($"{Path}/cdb?cdb1=4711&p=600,home")]
    public async Task Anonymous_it_is_answered_with_our_gif(string target)
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies["miCookieOptOut"] = "1";

        new Exchange(await visitor.GetAsync(target), []).IsOurGif();
        Assert.Empty(stage.Seen());
    }

    [Fact]
    public async Task Anonymous_a_disclosure_is_an_empty_script()
    {
        var visitor = stage.Enter(WireHosts.OptIn);

        var answer = await visitor.GetAsync(Disclose);

        Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
        Assert.Equal(["text/javascript"], answer.HeaderValues("Content-Type"));
        Assert.Empty(stage.Seen());
    }
}
