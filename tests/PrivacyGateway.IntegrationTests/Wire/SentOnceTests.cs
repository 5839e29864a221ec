namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A track domain that read a hit may have counted it, whether or not it responds: no library may resend it by itself.</summary>
[Collection(WireCollection.Name)]
public sealed class SentOnceTests(WireFixture fixture)
{
    public static TheoryData<string> Methods => new("GET", "HEAD", "POST");

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Hit_whose_connection_ends_without_a_response_is_sent_once(string method)
    {
        var spec = new RequestSpec(WireHosts.OptOut, $"/{RequestSpec.TrackId}/wt?p=600,home")
        {
            Method = method,
            Body = method == "POST" ? "" : null,
        };

        var exchange = await fixture.SendAsync(spec, static _ => []);

        Assert.True(exchange.Response.Status >= 500, $"{exchange.Response.Status}");
        Assert.Single(exchange.Seen);
    }

    [Fact]
    public async Task Hit_on_a_reused_connection_that_ends_without_a_response_is_sent_once()
    {
        var spec = RequestSpec.Hit(WireHosts.OptOut, "p=600,home");
        await fixture.SendAsync(spec);

        var exchange = await fixture.SendAsync(spec, static _ => []);

        Assert.True(exchange.Response.Status >= 500, $"{exchange.Response.Status}");
        Assert.Single(exchange.Seen);
    }
}
