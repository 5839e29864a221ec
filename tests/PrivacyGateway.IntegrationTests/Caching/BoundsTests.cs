using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>What never comes from memory, and how much of it there is.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/wt?p=600,home")]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/wt.pl?p=600,home")]
    [InlineData("HEAD", CacheStage.Host, $"/{Ask.TrackId}/wt?p=600,home")]
    [InlineData("POST", CacheStage.Host, $"/{Ask.TrackId}/wt")]
    [InlineData("POST", CacheStage.Host, $"/{Ask.TrackId}/batch")]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/optout")]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/cc?a=c")]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/hm")]
    [InlineData("GET", CacheStage.Host, $"/{Ask.TrackId}/cdb")]
    [InlineData("GET", CacheStage.ExemptHost, CacheStage.Script)]
    public async Task Whatever_is_no_file_of_a_route_with_a_policy_reaches_the_track_domain_every_time(string method, string host, string target)
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: public, max-age=60");
        var ask = new Ask(host, target) { Method = method, Body = method == "POST" ? "p=600,a" : null, Headers = ["Sec-Fetch-Site: same-site", "Cookie: wtstp_eid=2"] };

        await stage.SendAsync(ask);
        await stage.SendAsync(ask);

        Assert.Equal(2, stage.Asked);
        Assert.Equal(0, stage.Counters["miss"] + stage.Counters["hit"] + stage.Counters["passed"]);
    }

    [Theory]
    [InlineData("Authorization: Basic YTpi")]
    [InlineData("Range: bytes=0-1")]
    public async Task A_request_with_credentials_or_a_range_goes_past_it(string header)
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();

        Assert.Equal(200, (await stage.GetAsync(header)).Status);
        Assert.Equal(2, stage.Asked);
        Assert.Empty(stage.TrackDomain.Requests[1].HeaderValues(header[..header.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using var stage = await CacheStage.StartAsync("\"enabled\": false");
        stage.Says("Cache-Control: max-age=60");

        await stage.GetAsync();
        await stage.GetAsync();

        Assert.Equal(2, stage.Asked);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_forwarded_whole()
    {
        await using var stage = await CacheStage.StartAsync("\"sizeMegabytes\": 1");
        var large = new string('x', 262_145);
        stage.TrackDomain.Answer = _ => stage.Answer(200, large, "Cache-Control: max-age=60");

        for (var i = 0; i < 3; i++)
            Assert.Equal(large.Length, (await stage.GetAsync()).Body.Length);
        Assert.Equal(0, stage.Counters["hit"]);
        Assert.Equal(2, stage.Counters["passed"]);
    }

    [Fact]
    public async Task A_file_whose_end_nobody_announced_is_forwarded_and_not_kept()
    {
        await using var trackDomain = new BrokenTrackDomain { Answer = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n\r\none()"u8.ToArray() };
        await using var stage = await CacheStage.StartAsync(trackDomain: trackDomain.Address);

        for (var i = 0; i < 2; i++)
            Assert.Equal("one()", Encoding.Latin1.GetString((await stage.GetAsync()).Body));
        Assert.Equal(0, stage.Counters["hit"]);
    }

    [Fact]
    public async Task Memory_stays_within_its_bound_whatever_is_asked_for()
    {
        await using var stage = await CacheStage.StartAsync("\"sizeMegabytes\": 1");
        stage.TrackDomain.Answer = _ => stage.Answer(200, new string('x', 100_000), "Cache-Control: max-age=60");

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(200, (await stage.SendAsync(Ask.Get(CacheStage.Host, $"{CacheStage.Script}?v={i}"))).Status);
            Assert.InRange(stage.Counters["bytes"], 1, 1_048_576);
        }

        Assert.InRange(stage.Counters["entries"], 1, 10);
    }
}
