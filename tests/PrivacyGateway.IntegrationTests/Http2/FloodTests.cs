using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>
/// A client that requests too much is disconnected; other clients are served and memory is bounded (threat model R35, R41).
/// </summary>
[Collection(Http2Collection.Name)]
public sealed class FloodTests(Http2Fixture fixture, ITestOutputHelper output)
{
    /// <summary>Generous: a leak of one request's memory per stream would be several times as much.</summary>
    private const long MostMebibytes = 300;

    private static readonly Http2Request Hit =
        Http2Request.Get(WireHosts.OptOut, $"{Http2Request.Target}&eid={Http2Fixture.Canary}", ("cookie", "miCookieOptOut=1"));

    [Fact]
    public async Task Header_block_in_many_CONTINUATION_frames_is_accepted()
    {
        var exchange = await fixture.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            var block = HeaderBlock.Write(Hit.Fields);
            var frames = block.Select((value, index) => index == 0
                ? new Frame(Frame.Headers, Frame.EndStream, stream, [value])
                : new Frame(Frame.Continuation, index == block.Length - 1 ? Frame.EndHeaders : (byte)0, stream, [value]));
            await client.SendAsync([.. frames]);
            return await client.ReadResponseAsync(stream);
        });

        Assert.Equal($"{Http2Request.Target}&nc=1", exchange.ForwardedAnonymously().Target);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task Endless_CONTINUATION_frames_end_the_connection(int bytesEach)
    {
        const int Frames = 20_000;
        var before = Memory();
        var exchange = await fixture.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            await client.SendAsync(new Frame(Frame.Headers, Frame.EndStream, stream, HeaderBlock.Write(Hit.Fields)));
            var piece = HeaderBlock.Write([("x-more", new string('a', bytesEach))]);
            var more = new Frame(Frame.Continuation, 0, stream, bytesEach == 0 ? [] : piece);
            for (var sent = 0; sent < Frames; sent += 100)
                await client.SendAsync([.. Enumerable.Repeat(more, 100)]);
            await client.SendAsync(new Frame(Frame.Continuation, Frame.EndHeaders, stream, []));
            return await client.ReadResponseAsync(stream);
        });

        Report($"{Frames} continuations of {bytesEach} bytes: {exchange.Response}", before);
        if (bytesEach > 0)
            exchange.WasRefused();
    }

    [Theory]
    [InlineData(70, 1000)]
    [InlineData(2, 40 * 1024)]
    [InlineData(1, 80 * 1024)]
    [InlineData(1000, 1)]
    public async Task Request_with_too_many_headers_is_refused(int fields, int bytesEach)
    {
        var many = Enumerable.Range(0, fields).Select(index => ($"x-{index}", new string('a', bytesEach)));

        var exchange = await fixture.SendAsync(Hit with { Fields = [.. Hit.Fields, .. many] });

        exchange.WasRefused();
    }

    [Fact]
    public async Task Longest_request_target_of_the_pixel_is_accepted()
    {
        var target = $"{Http2Request.Target}&eid={Http2Fixture.Canary}&ck1=";
        target += new string('a', 30_719 - target.Length);

        var exchange = await fixture.SendAsync(Hit.With(":path", target));

        Assert.StartsWith($"{Http2Request.Target}&nc=1&ck1=aaa", exchange.ForwardedAnonymously().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rapid_reset_flood_does_not_interrupt_other_clients()
    {
        const int Pairs = 20_000;
        await fixture.SendAsync(Hit);
        var before = Memory();
        var served = 0;
        var connections = 1;
        var attacker = await Http2Client.ConnectAsync(fixture.Gateway.Port);
        for (var sent = 0; sent < Pairs; sent += 100)
        {
            // It reconnects after it was disconnected.
            if (attacker.IsClosed)
            {
                connections++;
                await attacker.DisposeAsync();
                attacker = await Http2Client.ConnectAsync(fixture.Gateway.Port);
            }

            var frames = Enumerable.Range(0, 100).Select(_ => attacker.NewStream()).SelectMany(
                stream => (Frame[])[.. Hit.Frames(stream), Frame.Reset(stream)]);
            await attacker.SendAsync([.. frames]);
            if (sent % 1000 == 0 && (await Hit.SendAsync(fixture.Gateway.Port)).Status == 200)
                served++;
        }

        await attacker.DisposeAsync();
        var after = await fixture.SendAsync(Hit);

        Report(string.Create(CultureInfo.InvariantCulture,
            $"{Pairs} streams opened and reset over {connections} connections, {served} of 20 hits of others served meanwhile"), before);
        Assert.Equal(20, served);
        Assert.Equal(200, after.Response.Status);
        Assert.All(after.Seen, forwarded => Assert.DoesNotContain(Http2Fixture.Canary, forwarded.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Streams_above_the_concurrency_limit_are_refused_one_by_one()
    {
        // Held open: each announces a body that never arrives.
        await using var client = await Http2Client.ConnectAsync(fixture.Gateway.Port);
        var streams = Enumerable.Range(0, 150).Select(_ => client.NewStream()).ToArray();
        var post = Http2Request.Post(WireHosts.OptOut, "/111111111111111/batch", "", ("content-type", "text/plain"));
        await client.SendAsync([.. streams.Select(stream => post.Frames(stream).First())]);

        var last = await client.ReadResponseAsync(streams[^1]);

        Assert.True(last.IsRefused, $"{last}");
        (await fixture.SendAsync(Hit)).ForwardedAnonymously();
    }

    private long Memory()
    {
        var line = File.ReadLines($"/proc/{fixture.Gateway.ProcessId}/status").First(
            line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private void Report(string description, long before)
    {
        var after = Memory();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{description}; resident memory {before} -> {after} MiB"));
        Assert.InRange(after, 0, before + MostMebibytes);
    }
}
