using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>The host names the policy; a request that names two, or none, is nobody's (threat model R30, R41).</summary>
[Collection(Http2Turns.Name)]
public sealed class AuthorityTests(Http2Stage stage)
{
    private static readonly string Target = $"{Http2Request.Target}&eid={Http2Stage.Canary}";

    [Theory]
    [InlineData(WireHosts.OptOut, WireHosts.Off)]
    [InlineData(WireHosts.Off, WireHosts.OptOut)]
    [InlineData(WireHosts.Off, "evil.test")]
    [InlineData("evil.test", WireHosts.Off)]
    [InlineData(WireHosts.Off, WireHosts.Off + ":81")]
    public async Task An_authority_and_a_host_that_differ_are_refused(string authority, string host)
    {
        var exchange = await stage.SendAsync(Http2Request.Get(authority, Target, ("host", host)));

        exchange.WasRefused(400);
    }

    [Fact]
    public async Task The_same_holds_by_tls_and_only_for_the_request_that_contradicts_itself()
    {
        var fair = Http2Request.Get(WireHosts.OptOut, Target, ("cookie", "miCookieOptOut=1")).With(":scheme", "https");
        var crooked = fair with { Fields = [.. fair.Fields, ("host", WireHosts.Off)] };
        await using var client = await Http2Client.ConnectAsync(stage.TlsPort, secure: true);

        (await stage.SendAsync(_ => fair.SendAsync(client))).LeftAnonymously();
        (await stage.SendAsync(_ => crooked.SendAsync(client))).WasRefused(400);
        (await stage.SendAsync(_ => fair.SendAsync(client))).LeftAnonymously();
    }

    [Fact]
    public async Task The_same_contradiction_many_times_at_once_is_refused_each_time()
    {
        var crooked = Http2Request.Get(WireHosts.Off, Target, ("host", WireHosts.OptOut));

        var exchange = await stage.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var streams = Enumerable.Range(0, 40).Select(_ => client.NewStream()).ToArray();
            await client.SendAsync([.. streams.SelectMany(crooked.Frames)]);
            return await client.ReadAnswerAsync(streams[^1]);
        });

        exchange.WasRefused(400);
    }

    [Fact]
    public async Task A_connection_that_keeps_contradicting_itself_is_refused_altogether()
    {
        await using var client = await Http2Client.ConnectAsync(stage.Gateway.Port);
        for (var i = 0; i < 200; i++)
        {
            var stream = client.NewStream();
            await client.SendAsync([.. Http2Request.Get(WireHosts.Off, $"{Target}&x={i}", ("host", "evil.test")).Frames(stream), Frame.Reset(stream)]);
        }

        var exchange = await stage.SendAsync(_ => Http2Request.Get(WireHosts.Off, Target, ("host", "evil.test")).SendAsync(client));

        exchange.WasRefused();
    }

    [Fact]
    public async Task Two_hosts_are_refused()
    {
        var exchange = await stage.SendAsync(Http2Request.Get(WireHosts.Off, Target, ("host", WireHosts.Off), ("host", WireHosts.OptOut)));

        exchange.WasRefused(400);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_request_that_names_no_host_is_refused(string? authority)
    {
        var exchange = await stage.SendAsync(Http2Request.Get(WireHosts.Off, Target).With(":authority", authority));

        exchange.WasRefused(400);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData(WireHosts.Off + ".evil.test")]
    [InlineData("evil" + WireHosts.Off)]
    [InlineData("127.0.0.1")]
    public async Task An_authority_that_nobody_serves_is_misdirected(string authority)
    {
        var exchange = await stage.SendAsync(Http2Request.Get(authority, Target));

        exchange.WasRefused(421);
    }

    [Theory]
    [InlineData("user@" + WireHosts.Off)]
    [InlineData(WireHosts.Off + "/path")]
    [InlineData(WireHosts.Off + " " + WireHosts.OptOut)]
    [InlineData(WireHosts.Off + "," + WireHosts.OptOut)]
    [InlineData(WireHosts.Off + "#x")]
    [InlineData(WireHosts.Off + ":x")]
    public async Task An_authority_that_is_none_is_refused(string authority)
    {
        var exchange = await stage.SendAsync(Http2Request.Get(authority, Target));

        exchange.WasRefused();
    }

    [Theory]
    [InlineData("OPTOUT.shop.test")]
    [InlineData(WireHosts.OptOut + ":8080")]
    public async Task Another_spelling_of_the_authority_is_the_same_policy(string authority)
    {
        var exchange = await stage.SendAsync(Http2Request.Get(authority, Target, ("cookie", "miCookieOptOut=1")));

        exchange.LeftAnonymously();
    }

    [Theory]
    [InlineData(null, WireHosts.OptOut)]
    [InlineData(WireHosts.OptOut, WireHosts.OptOut)]
    [InlineData(WireHosts.OptOut, "")]
    public async Task A_host_that_says_the_same_or_stands_alone_is_the_policy_too(string? authority, string host)
    {
        var request = Http2Request.Get(WireHosts.OptOut, Target, ("host", host), ("cookie", "miCookieOptOut=1"));

        var exchange = await stage.SendAsync(request.With(":authority", authority));

        exchange.LeftAnonymously();
    }
}
