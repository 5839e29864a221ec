using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>The host selects the policy; a request with two different hosts, or none, is refused (threat model R30, R41).</summary>
[Collection(Http2Collection.Name)]
public sealed class AuthorityTests(Http2Fixture fixture)
{
    private static readonly string Target = $"{Http2Request.Target}&eid={Http2Fixture.Canary}";

    [Theory]
    [InlineData(WireHosts.OptOut, WireHosts.Off)]
    [InlineData(WireHosts.Off, WireHosts.OptOut)]
    [InlineData(WireHosts.Off, "evil.test")]
    [InlineData("evil.test", WireHosts.Off)]
    [InlineData(WireHosts.Off, WireHosts.Off + ":81")]
    public async Task Request_with_different_authority_and_host_is_refused(string authority, string host)
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(authority, Target, ("host", host)));

        exchange.WasRefused(400);
    }

    [Fact]
    public async Task Contradictory_host_over_TLS_refuses_only_that_request()
    {
        var fair = Http2Request.Get(WireHosts.OptOut, Target, ("cookie", "miCookieOptOut=1")).With(":scheme", "https");
        var crooked = fair with { Fields = [.. fair.Fields, ("host", WireHosts.Off)] };
        await using var client = await Http2Client.ConnectAsync(fixture.TlsPort, secure: true);

        (await fixture.SendAsync(_ => fair.SendAsync(client))).ForwardedAnonymously();
        (await fixture.SendAsync(_ => crooked.SendAsync(client))).WasRefused(400);
        (await fixture.SendAsync(_ => fair.SendAsync(client))).ForwardedAnonymously();
    }

    [Fact]
    public async Task Concurrent_requests_with_contradictory_hosts_are_all_refused()
    {
        var crooked = Http2Request.Get(WireHosts.Off, Target, ("host", WireHosts.OptOut));

        var exchange = await fixture.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var streams = Enumerable.Range(0, 40).Select(_ => client.NewStream()).ToArray();
            await client.SendAsync([.. streams.SelectMany(crooked.Frames)]);
            return await client.ReadResponseAsync(streams[^1]);
        });

        exchange.WasRefused(400);
    }

    [Fact]
    public async Task Connection_that_repeats_contradictory_hosts_is_closed()
    {
        await using var client = await Http2Client.ConnectAsync(fixture.Gateway.Port);
        for (var i = 0; i < 200; i++)
        {
            var stream = client.NewStream();
            await client.SendAsync(
                [.. Http2Request.Get(WireHosts.Off, $"{Target}&x={i}", ("host", "evil.test")).Frames(stream), Frame.Reset(stream)]);
        }

        var exchange = await fixture.SendAsync(_ => Http2Request.Get(WireHosts.Off, Target, ("host", "evil.test")).SendAsync(client));

        exchange.WasRefused();
    }

    [Fact]
    public async Task Request_with_two_hosts_is_refused()
    {
        var exchange = await fixture.SendAsync(
            Http2Request.Get(WireHosts.Off, Target, ("host", WireHosts.Off), ("host", WireHosts.OptOut)));

        exchange.WasRefused(400);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Request_without_a_host_is_refused(string? authority)
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(WireHosts.Off, Target).With(":authority", authority));

        exchange.WasRefused(400);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData(WireHosts.Off + ".evil.test")]
    [InlineData("evil" + WireHosts.Off)]
    [InlineData("127.0.0.1")]
    public async Task Unknown_authority_is_misdirected(string authority)
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(authority, Target));

        exchange.WasRefused(421);
    }

    [Theory]
    [InlineData("user@" + WireHosts.Off)]
    [InlineData(WireHosts.Off + "/path")]
    [InlineData(WireHosts.Off + " " + WireHosts.OptOut)]
    [InlineData(WireHosts.Off + "," + WireHosts.OptOut)]
    [InlineData(WireHosts.Off + "#x")]
    [InlineData(WireHosts.Off + ":x")]
    public async Task Malformed_authority_is_refused(string authority)
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(authority, Target));

        exchange.WasRefused();
    }

    [Theory]
    [InlineData("OPTOUT.shop.test")]
    [InlineData(WireHosts.OptOut + ":8080")]
    public async Task Other_spelling_of_the_authority_selects_the_same_policy(string authority)
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(authority, Target, ("cookie", "miCookieOptOut=1")));

        exchange.ForwardedAnonymously();
    }

    [Theory]
    [InlineData(null, WireHosts.OptOut)]
    [InlineData(WireHosts.OptOut, WireHosts.OptOut)]
    [InlineData(WireHosts.OptOut, "")]
    public async Task Host_header_alone_or_equal_to_the_authority_selects_the_policy(string? authority, string host)
    {
        var request = Http2Request.Get(WireHosts.OptOut, Target, ("host", host), ("cookie", "miCookieOptOut=1"));

        var exchange = await fixture.SendAsync(request.With(":authority", authority));

        exchange.ForwardedAnonymously();
    }
}
