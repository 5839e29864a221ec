using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The pixel's longest address passes; what is larger than any pixel's is refused before it takes room.</summary>
[Collection(WireTurns.Name)]
public sealed class SizeTests(WireStage stage)
{
    private const string Path = "/" + Ask.TrackId;
    private const string Start = Path + "/wt?p=600,home&x=";

    [Theory]
    [InlineData(WireHosts.Off, "")]
    [InlineData(WireHosts.OptOut, "&nc=1")]
    public async Task An_address_of_30720_characters_passes(string host, string marker)
    {
        var rest = new string('a', 30720 - Start.Length);
        var exchange = await stage.SendAsync(Ask.Get(host, Start + rest, WireHosts.AnonymousCookie));

        Assert.Equal(200, exchange.Answer.Status);
        Assert.Equal($"{Path}/wt?p=600,home{marker}&x={rest}", exchange.Left.Target);
    }

    [Fact]
    public async Task Five_thousand_parameters_pass_and_none_is_merged()
    {
        var many = string.Concat(Enumerable.Range(0, 5000).Select(_ => "&a=b"));
        var exchange = await stage.SendAsync(Ask.Get(WireHosts.OptOut, $"{Path}/wt?p=600,home{many}", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1{many}", exchange.Left.Target);
    }

    [Fact]
    public async Task A_request_line_of_41_KB_is_refused()
    {
        var exchange = await stage.SendAsync(Ask.Get(WireHosts.Off, Start + new string('a', 41 * 1024)));

        Assert.Equal(414, exchange.Answer.Status);
        exchange.NothingLeft();
    }

    [Fact]
    public async Task Header_lines_of_65_KB_are_refused()
    {
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.Off, "p=600,home", "X-Large: " + new string('a', 65 * 1024)));

        Assert.Equal(431, exchange.Answer.Status);
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData(1024, 200)]
    [InlineData(1025, 413)]
    [InlineData(1_000_000, 413)]
    public async Task A_body_beyond_the_policys_limit_is_refused_by_its_length(int length, int status)
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.Small, "?p=600,".PadRight(length, 'a')));

        Assert.Equal(status, exchange.Answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Fact]
    public async Task A_length_alone_is_enough_to_refuse()
    {
        var exchange = await stage.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.Small}\r\nContent-Type: text/plain\r\nContent-Length: 1000000000\r\n\r\n?p=600"));

        exchange.IsBare(413);
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData(1024, 200)]
    [InlineData(1025, 413)]
    [InlineData(100_000, 413)]
    public async Task A_body_beyond_the_policys_limit_is_refused_in_chunks(int length, int status)
    {
        var body = "?p=600,".PadRight(length, 'a');
        var exchange = await stage.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.Small}\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"));

        Assert.Equal(status, exchange.Answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Theory]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3", 200)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\n", 200)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\nwt?p=4", 413)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\nwt?p=4\n", 413)]
    public async Task A_batch_of_more_lines_than_the_policy_allows_is_refused(string body, int status)
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.Small, body));

        Assert.Equal(status, exchange.Answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, exchange.Seen.Count);
    }

    [Fact]
    public async Task The_default_limit_is_262144_bytes()
    {
        var fits = await stage.SendAsync(Ask.Batch(WireHosts.OptIn, "?p=600,".PadRight(262144, 'a')));
        var exceeds = await stage.SendAsync(Ask.Batch(WireHosts.OptIn, "?p=600,".PadRight(262145, 'a')));

        Assert.Equal(262144 + "&nc=1".Length, fits.Left.Body.Length);
        exceeds.IsBare(413);
        exceeds.NothingLeft();
    }
}
