namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A track domain that read a hit may have counted it, whether or not it answers: no library sends it again on its own.</summary>
[Collection(WireTurns.Name)]
public sealed class SentOnceTests(WireStage stage)
{
    public static TheoryData<string> Methods => new("GET", "HEAD", "POST");

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_hit_whose_connection_ends_without_an_answer_is_sent_once(string method)
    {
        var ask = new Ask(WireHosts.OptOut, $"/{Ask.TrackId}/wt?p=600,home") { Method = method, Body = method == "POST" ? "" : null };

        var exchange = await stage.SendAsync(ask, static _ => []);

        Assert.True(exchange.Answer.Status >= 500, $"{exchange.Answer.Status}");
        Assert.Single(exchange.Seen);
    }

    [Fact]
    public async Task A_connection_that_was_used_before_makes_no_difference()
    {
        var ask = Ask.Hit(WireHosts.OptOut, "p=600,home");
        await stage.SendAsync(ask);

        var exchange = await stage.SendAsync(ask, static _ => []);

        Assert.True(exchange.Answer.Status >= 500, $"{exchange.Answer.Status}");
        Assert.Single(exchange.Seen);
    }
}
