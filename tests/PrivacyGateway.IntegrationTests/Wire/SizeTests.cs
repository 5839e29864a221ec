using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The pixel's longest URL is accepted; a longer request than any pixel's is refused before it is buffered.</summary>
[Collection(WireCollection.Name)]
public sealed class SizeTests(WireFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
    private const string Start = Path + "/wt?p=600,home&x=";

    [Theory]
    [InlineData(WireHosts.Off, "")]
    [InlineData(WireHosts.OptOut, "&nc=1")]
    public async Task Request_target_of_30720_characters_is_accepted(string host, string marker)
    {
        var rest = new string('a', 30720 - Start.Length);
        var exchange = await fixture.SendAsync(RequestSpec.Get(host, Start + rest, WireHosts.AnonymousCookie));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Equal($"{Path}/wt?p=600,home{marker}&x={rest}", exchange.Forwarded.Target);
    }

    [Fact]
    public async Task Five_thousand_parameters_are_forwarded_without_merging()
    {
        var many = string.Concat(Enumerable.Range(0, 5000).Select(_ => "&a=b"));
        var exchange = await fixture.SendAsync(RequestSpec.Get(WireHosts.OptOut, $"{Path}/wt?p=600,home{many}", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1{many}", exchange.Forwarded.Target);
    }

    [Fact]
    public async Task Request_line_of_41_KB_is_refused()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(WireHosts.Off, Start + new string('a', 41 * 1024)));

        Assert.Equal(414, exchange.Response.Status);
        exchange.NothingForwarded();
    }

    [Fact]
    public async Task Headers_of_65_KB_are_refused()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Off, "p=600,home", "X-Large: " + new string('a', 65 * 1024)));

        Assert.Equal(431, exchange.Response.Status);
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData(1024, 200)]
    [InlineData(1025, 413)]
    [InlineData(1_000_000, 413)]
    public async Task Body_above_the_policys_limit_is_refused(int length, int status)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(WireHosts.Small, "?p=600,".PadRight(length, 'a')));

        Assert.Equal(status, exchange.Response.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Fact]
    public async Task Content_Length_above_the_limit_is_refused_before_the_body_arrives()
    {
        var exchange = await fixture.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.Small}\r\nContent-Type: text/plain\r\nContent-Length: 1000000000\r\n\r\n?p=600"));

        exchange.IsBare(413);
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData(1024, 200)]
    [InlineData(1025, 413)]
    [InlineData(100_000, 413)]
    public async Task Chunked_body_above_the_policys_limit_is_refused(int length, int status)
    {
        var body = "?p=600,".PadRight(length, 'a');
        var exchange = await fixture.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.Small}\r\nContent-Type: text/plain\r\nTransfer-Encoding: "
                + $"chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"));

        Assert.Equal(status, exchange.Response.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Theory]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3", 200)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\n", 200)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\nwt?p=4", 413)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\nwt?p=4\n", 413)]
    public async Task Batch_with_more_lines_than_the_policy_allows_is_refused(string body, int status)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(WireHosts.Small, body));

        Assert.Equal(status, exchange.Response.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Fact]
    public async Task Default_body_limit_is_262144_bytes()
    {
        var fits = await fixture.SendAsync(RequestSpec.Batch(WireHosts.OptIn, "?p=600,".PadRight(262144, 'a')));
        var exceeds = await fixture.SendAsync(RequestSpec.Batch(WireHosts.OptIn, "?p=600,".PadRight(262145, 'a')));

        Assert.Equal(262144 + "&nc=1".Length, fits.Forwarded.Body.Length);
        exceeds.IsBare(413);
        exceeds.NothingForwarded();
    }
}
