using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>One client that asks for too much is cut off; the others are served and the memory stays bounded (threat model R35, R41).</summary>
[Collection(Http2Turns.Name)]
public sealed class FloodTests(Http2Stage stage, ITestOutputHelper output)
{
    /// <summary>Generous: a leak of one request's memory per stream would be several times as much.</summary>
    private const long MostMebibytes = 300;

    private static readonly Http2Request Hit =
        Http2Request.Get(WireHosts.OptOut, $"{Http2Request.Target}&eid={Http2Stage.Canary}", ("cookie", "miCookieOptOut=1"));

    [Fact]
    public async Task A_header_block_in_many_continuations_is_one_block()
    {
        var exchange = await stage.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            var block = HeaderBlock.Write(Hit.Fields);
            var frames = block.Select((value, index) => index == 0
                ? new Frame(Frame.Headers, Frame.EndStream, stream, [value])
                : new Frame(Frame.Continuation, index == block.Length - 1 ? Frame.EndHeaders : (byte)0, stream, [value]));
            await client.SendAsync([.. frames]);
            return await client.ReadAnswerAsync(stream);
        });

        Assert.Equal($"{Http2Request.Target}&nc=1", exchange.LeftAnonymously().Target);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task Continuations_without_end_are_cut_off(int bytesEach)
    {
        const int Frames = 20_000;
        var before = Memory();
        var exchange = await stage.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            await client.SendAsync(new Frame(Frame.Headers, Frame.EndStream, stream, HeaderBlock.Write(Hit.Fields)));
            var piece = HeaderBlock.Write([("x-more", new string('a', bytesEach))]);
            var more = new Frame(Frame.Continuation, 0, stream, bytesEach == 0 ? [] : piece);
            for (var sent = 0; sent < Frames; sent += 100)
                await client.SendAsync([.. Enumerable.Repeat(more, 100)]);
            await client.SendAsync(new Frame(Frame.Continuation, Frame.EndHeaders, stream, []));
            return await client.ReadAnswerAsync(stream);
        });

        Report($"{Frames} continuations of {bytesEach} bytes: {exchange.Answer}", before);
        if (bytesEach > 0)
            exchange.WasRefused();
    }

    [Theory]
    [InlineData(70, 1000)]
    [InlineData(2, 40 * 1024)]
    [InlineData(1, 80 * 1024)]
    [InlineData(1000, 1)]
    public async Task More_headers_than_anybody_needs_are_refused(int fields, int bytesEach)
    {
        var many = Enumerable.Range(0, fields).Select(index => ($"x-{index}", new string('a', bytesEach)));

        var exchange = await stage.SendAsync(Hit with { Fields = [.. Hit.Fields, .. many] });

        exchange.WasRefused();
    }

    [Fact]
    public async Task The_longest_target_that_the_pixel_writes_passes()
    {
        var target = $"{Http2Request.Target}&eid={Http2Stage.Canary}&ck1=";
        target += new string('a', 30_719 - target.Length);

        var exchange = await stage.SendAsync(Hit.With(":path", target));

        Assert.StartsWith($"{Http2Request.Target}&nc=1&ck1=aaa", exchange.LeftAnonymously().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_that_are_reset_at_once_are_survived_and_others_are_served_meanwhile()
    {
        const int Pairs = 20_000;
        await stage.SendAsync(Hit);
        var before = Memory();
        var served = 0;
        var connections = 1;
        var attacker = await Http2Client.ConnectAsync(stage.Gateway.Port);
        for (var sent = 0; sent < Pairs; sent += 100)
        {
            // Cut off, it comes again.
            if (attacker.IsClosed)
            {
                connections++;
                await attacker.DisposeAsync();
                attacker = await Http2Client.ConnectAsync(stage.Gateway.Port);
            }

            var frames = Enumerable.Range(0, 100).Select(_ => attacker.NewStream()).SelectMany(stream => (Frame[])[.. Hit.Frames(stream), Frame.Reset(stream)]);
            await attacker.SendAsync([.. frames]);
            if (sent % 1000 == 0 && (await Hit.SendAsync(stage.Gateway.Port)).Status == 200)
                served++;
        }

        await attacker.DisposeAsync();
        var after = await stage.SendAsync(Hit);

        Report(string.Create(CultureInfo.InvariantCulture, $"{Pairs} streams opened and reset over {connections} connections, {served} of 20 hits of others served meanwhile"), before);
        Assert.Equal(20, served);
        Assert.Equal(200, after.Answer.Status);
        Assert.All(after.Seen, left => Assert.DoesNotContain(Http2Stage.Canary, left.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_streams_at_once_than_allowed_are_refused_one_by_one()
    {
        // Held open: each announces a body that does not come.
        await using var client = await Http2Client.ConnectAsync(stage.Gateway.Port);
        var streams = Enumerable.Range(0, 150).Select(_ => client.NewStream()).ToArray();
        var post = Http2Request.Post(WireHosts.OptOut, "/111111111111111/batch", "", ("content-type", "text/plain"));
        await client.SendAsync([.. streams.Select(stream => post.Frames(stream).First())]);

        var last = await client.ReadAnswerAsync(streams[^1]);

        Assert.True(last.IsRefused, $"{last}");
        (await stage.SendAsync(Hit)).LeftAnonymously();
    }

    private long Memory()
    {
        var line = File.ReadLines($"/proc/{stage.Gateway.ProcessId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private void Report(string what, long before)
    {
        var after = Memory();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}; resident memory {before} -> {after} MiB"));
        Assert.InRange(after, 0, before + MostMebibytes);
    }
}
