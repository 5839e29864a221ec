using System.Text;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Many who want the same at once.</summary>
public sealed class CoalescingTests
{
    private const int Many = 1000;

    private static readonly Figures Rows = new("script-cache");

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_thousand_who_miss_at_once_cause_one_request()
    {
        await using var stage = await HoldingAsync();
        stage.Says("Cache-Control: max-age=60");

        var answers = Enumerable.Range(0, Many).Select(_ => stage.GetAsync()).ToArray();
        await stage.Counters.WaitForAsync("coalesced", Many - 1);
        _released.SetResult();

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal((200, "one()"), (answer.Status, Encoding.Latin1.GetString(answer.Body))));
        Assert.Equal(1, stage.Asked);
        Assert.Equal(1, stage.Counters["miss"]);
        Rows.Add($"script cache, upstream requests for {Many} concurrent misses: {stage.Asked}");
    }

    /// <summary>Where a connection ends without an answer, the platform's client itself asks three times more for a file.</summary>
    [Theory]
    [InlineData(0, 502, 4)]
    [InlineData(500, 500, 1)]
    [InlineData(503, 503, 1)]
    public async Task All_who_wait_for_a_failure_get_the_same_answer(int status, int expected, int asked)
    {
        await using var stage = await HoldingAsync();
        stage.TrackDomain.Answer = _ => status == 0 ? [] : stage.Answer(status, "", "Set-Cookie: wteid_1=2");

        var answers = Enumerable.Range(0, 50).Select(_ => stage.GetAsync()).ToArray();
        await stage.Counters.WaitForAsync("coalesced", 49);
        _released.SetResult();

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(expected, answer.Status));
        Assert.Equal(asked, stage.Asked);
    }

    [Fact]
    public async Task Who_leaves_takes_nobodys_answer_along()
    {
        await using var stage = await HoldingAsync();
        stage.Says("Cache-Control: max-age=60");
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var first = stage.LeaveAsync(Ask.Get(CacheStage.Host, CacheStage.Script), leave.Task);
        await stage.TrackDomain.WaitForAsync(1);
        var second = stage.GetAsync();
        await stage.Counters.WaitForAsync("coalesced", 1);
        leave.SetResult();
        await first;
        _released.SetResult();

        Assert.Equal("one()", Encoding.Latin1.GetString((await second).Body));
        Assert.Equal(1, stage.Asked);
    }

    [Fact]
    public async Task What_is_for_one_alone_is_asked_for_by_each()
    {
        await using var stage = await HoldingAsync();
        var asked = 0;
        stage.TrackDomain.Answer = _ => stage.Answer(200, $"{Interlocked.Increment(ref asked)}", "Cache-Control: private");

        var answers = Enumerable.Range(0, 5).Select(_ => stage.GetAsync()).ToArray();
        await stage.Counters.WaitForAsync("coalesced", 4);
        _released.SetResult();

        Assert.Equal(["1", "2", "3", "4", "5"], (await Task.WhenAll(answers)).Select(answer => Encoding.Latin1.GetString(answer.Body)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_waited_for_another_variant_gets_his_own()
    {
        await using var stage = await HoldingAsync();
        stage.TrackDomain.Answer = request => stage.Answer(200, $"{request.HeaderValues("Accept-Language").Single()}()", "Cache-Control: max-age=60", "Vary: Accept-Language");

        string[] languages = ["de", "en", "de", "en", "de"];
        var answers = languages.Select(language => stage.GetAsync($"Accept-Language: {language}")).ToArray();
        await stage.Counters.WaitForAsync("coalesced", 4);
        _released.SetResult();

        Assert.Equal(languages.Select(static language => $"{language}()"), (await Task.WhenAll(answers)).Select(answer => Encoding.Latin1.GetString(answer.Body)));
        Assert.Equal(2, stage.Asked);
    }

    [Fact]
    public async Task Who_asks_for_many_files_at_once_goes_past_it()
    {
        await using var stage = await HoldingAsync();
        stage.Says("Cache-Control: max-age=60");

        var answers = Enumerable.Range(0, 65).Select(version => stage.SendAsync(Ask.Get(CacheStage.Host, $"{CacheStage.Script}?v={version}"))).ToArray();
        await stage.Counters.WaitForAsync("passed", 1);
        _released.SetResult();

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(200, answer.Status));
        Assert.Equal((64, 1, 65), (stage.Counters["miss"], stage.Counters["passed"], stage.Asked));
    }

    private async Task<CacheStage> HoldingAsync()
    {
        var stage = await CacheStage.StartAsync(patience: "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 60000, \"retries\": 0");
        stage.TrackDomain.HeldUntil = _released.Task;
        return stage;
    }
}
