using System.Text;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>A page loads, whatever becomes of the track domain.</summary>
public sealed class OutageTests
{
    private const int Week = 604_800;

    private static readonly Figures Rows = new("script-cache-outage");

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_copy_stands_in_while_the_track_domain_fails(int status)
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();
        stage.TrackDomain.Answer = _ => status == 0 ? [] : stage.Answer(status, "");
        var served = 0;

        for (stage.Clock.Pass(61); served < 100; stage.Clock.Pass(1))
        {
            var answer = await stage.GetAsync();
            Assert.Equal((200, "one()"), (answer.Status, Encoding.Latin1.GetString(answer.Body)));
            served++;
        }

        Assert.Equal(served, stage.Counters["stale"]);
        Rows.Add($"script cache, stale served during an outage ({(status == 0 ? "no answer" : status)}): {served} of {served}");
    }

    [Fact]
    public async Task Only_the_first_visitor_waits_for_a_track_domain_that_is_down()
    {
        await using var stage = await CacheStage.StartAsync(patience: "\"breakerMinimum\": 1000000, \"retries\": 0, \"attemptMilliseconds\": 500");
        stage.Says("Cache-Control: max-age=60");

        // A machine under load may need more than one attempt to have the copy.
        await UntilAsync(stage, "one()");
        var (asked, missed) = (stage.Asked, stage.Counters["miss"]);
        stage.Clock.Pass(61);
        stage.TrackDomain.HeldUntil = new TaskCompletionSource().Task;

        await stage.GetAsync();
        Assert.Equal(asked + 1, stage.Asked);
        for (var i = 0; i < 10; i++)
            await stage.GetAsync();
        Assert.Equal(asked + 1, stage.Asked);

        // It is asked again, but nobody waits.
        stage.Clock.Pass(5);
        Assert.Equal(200, (await stage.GetAsync()).Status);
        await stage.TrackDomain.WaitForAsync(asked + 2);
        Assert.Equal(missed + 1, stage.Counters["miss"]);
    }

    [Fact]
    public async Task A_track_domain_that_is_left_alone_is_not_asked_for_a_copy_either()
    {
        await using var stage = await CacheStage.StartAsync(patience: WireHosts.NoHurry + ", \"breakerMinimum\": 2, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 3600, \"retries\": 0");
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();
        stage.GoDown();
        for (var i = 0; i < 5; i++)
            await stage.SendAsync(Ask.Get(CacheStage.Host, "/js/other.js"));
        var asked = stage.Asked;
        stage.Clock.Pass(61);

        Assert.Equal(200, (await stage.GetAsync()).Status);
        Assert.Equal(asked, stage.Asked);
    }

    [Fact]
    public async Task After_an_outage_the_copy_is_confirmed()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();
        stage.Clock.Pass(61);
        stage.GoDown();
        await stage.GetAsync();
        var asked = stage.Asked;

        stage.TrackDomain.Answer = _ => stage.Answer(200, "two()", "Cache-Control: max-age=60");
        stage.Clock.Pass(5);
        await stage.GetAsync();
        await stage.TrackDomain.WaitForAsync(asked + 1);
        await UntilAsync(stage, "two()");

        Assert.Equal(asked + 1, stage.Asked);
    }

    [Theory]
    [InlineData(60 + Week - 1, 200, "Cache-Control: max-age=60")]
    [InlineData(60 + Week + 1, 502, "Cache-Control: max-age=60")]
    [InlineData(3600, 200)]
    [InlineData(61, 502, "Cache-Control: max-age=60, must-revalidate")]
    [InlineData(61, 502, "Cache-Control: max-age=60, proxy-revalidate")]
    [InlineData(61, 502, "Cache-Control: s-maxage=60")]
    [InlineData(61, 200, "Cache-Control: s-maxage=60, stale-if-error=600")]
    [InlineData(1, 502, "Cache-Control: no-cache, stale-if-error=600")]
    [InlineData(659, 200, "Cache-Control: max-age=60, stale-if-error=600")]
    [InlineData(661, 502, "Cache-Control: max-age=60, stale-if-error=600")]
    [InlineData(61, 502, "Cache-Control: max-age=60, stale-if-error=0")]
    [InlineData(60 + Week + 1, 502, "Cache-Control: max-age=60, stale-if-error=9999999")]
    public async Task A_copy_stands_in_only_as_long_as_it_may(int secondsLater, int status, params string[] headers)
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says([.. headers, "ETag: \"1\""]);
        await stage.GetAsync();
        stage.GoDown();
        stage.Clock.Pass(secondsLater);

        Assert.Equal(status, (await stage.GetAsync()).Status);
    }

    [Theory]
    [InlineData("\"staleIfErrorSeconds\": 0", 61, 502)]
    [InlineData("\"staleIfErrorSeconds\": 60", 119, 200)]
    [InlineData("\"staleIfErrorSeconds\": 60", 121, 502)]
    public async Task The_operator_bounds_it(string cache, int secondsLater, int status)
    {
        await using var stage = await CacheStage.StartAsync(cache);
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();
        stage.GoDown();
        stage.Clock.Pass(secondsLater);

        Assert.Equal(status, (await stage.GetAsync()).Status);
    }

    [Fact]
    public async Task A_file_that_was_taken_away_is_no_failure()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();
        stage.Clock.Pass(61);
        stage.TrackDomain.Answer = _ => stage.Answer(404, "");
        Assert.Equal(404, (await stage.GetAsync()).Status);

        stage.GoDown();
        Assert.Equal(502, (await stage.GetAsync()).Status);
    }

    [Fact]
    public async Task Half_a_file_is_never_kept()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.TrackDomain.Answer = _ => "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none()\r\nzz\r\n"u8.ToArray();
        Assert.Equal(502, (await stage.GetAsync()).Status);

        stage.TrackDomain.Answer = _ => "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none()\r\n0\r\n\r\n"u8.ToArray();
        Assert.Equal("one()", Encoding.Latin1.GetString((await stage.GetAsync()).Body));
        Assert.Equal(["5"], (await stage.GetAsync()).HeaderValues("Content-Length"));
        Assert.Equal(2, stage.Asked);
    }

    [Fact]
    public async Task Where_the_answer_allows_it_nobody_waits_for_its_renewal()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60, stale-while-revalidate=60");
        await stage.GetAsync();
        stage.Clock.Pass(61);
        var released = new TaskCompletionSource();
        stage.TrackDomain.HeldUntil = released.Task;

        stage.TrackDomain.Answer = _ => stage.Answer(200, "two()", "Cache-Control: max-age=60");

        Assert.Equal("one()", Encoding.Latin1.GetString((await stage.GetAsync()).Body));
        await stage.TrackDomain.WaitForAsync(2);
        released.SetResult();
        await UntilAsync(stage, "two()");

        Assert.Equal(2, stage.Asked);
        Assert.Equal(1, stage.Counters["miss"]);
    }

    /// <summary>A renewal behind the visitors' backs shows in a later answer.</summary>
    private static Task UntilAsync(CacheStage stage, string body) =>
        Eventually.HoldsAsync(async () => Encoding.Latin1.GetString((await stage.GetAsync()).Body) == body, () => $"\"{body}\" was never served.");
}
