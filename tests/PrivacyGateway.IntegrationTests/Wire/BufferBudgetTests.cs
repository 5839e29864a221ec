using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>What all requests together may hold in memory, and that it is given back however a request ends.</summary>
public sealed class BufferBudgetTests(BudgetStage stage) : IClassFixture<BudgetStage>
{
    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Slow_bodies_use_the_budget_up_and_give_it_back_when_they_are_done(string framing)
    {
        using (var held = await stage.FillAsync(framing))
            Assert.StartsWith("HTTP/1.1 200", await held.First.FinishAsync(), StringComparison.Ordinal);

        await stage.HasRoomAsync();
    }

    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task A_client_that_goes_away_gives_its_share_back(string framing)
    {
        for (var round = 0; round < 3; round++)
        {
            (await stage.FillAsync(framing)).Dispose();

            await stage.HasRoomAsync();
        }
    }

    [Fact]
    public async Task A_garbled_chunk_gives_its_share_back()
    {
        for (var round = 0; round < 3; round++)
        {
            using var held = await stage.FillAsync(SlowRequest.InChunks);
            foreach (var slow in held.All)
                await slow.WriteAsync("\r\nGARBAGE\r\n");

            await stage.HasRoomAsync();
        }
    }

    [Fact]
    public async Task What_is_refused_gives_its_share_back()
    {
        for (var round = 0; round < 5; round++)
        {
            var refused = Ask.Post(WireHosts.OptOut, $"/{Ask.TrackId}/batch", new string('a', 40000), "Content-Type: image/gif");
            Assert.Equal(415, await AdmittedStatusAsync(refused));
        }

        await stage.HasRoomAsync();
    }

    [Fact]
    public async Task Clients_that_break_off_or_send_garbage_are_no_errors_of_ours()
    {
        (await stage.FillAsync(SlowRequest.InChunks)).Dispose();
        using (var held = await stage.FillAsync(SlowRequest.InChunks))
            await held.First.WriteAsync("\r\nGARBAGE\r\n");
        await stage.HasRoomAsync();

        Assert.DoesNotContain("fail:", stage.Gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_announces_what_fits_the_budget_fits()
    {
        for (var round = 0; round < 5; round++)
            Assert.Equal(200, await AdmittedStatusAsync(Ask.Batch(WireHosts.OptOut, "?p=600,".PadRight(65536, 'a'))));
    }

    /// <summary>An answer may arrive a moment before its request gives its share back; what is never given back is refused for ever.</summary>
    private async Task<int> AdmittedStatusAsync(Ask request)
    {
        var status = 0;
        await Eventually.HoldsAsync(async () => (status = (await stage.SendAsync(request)).Status) != 503, static () => "It is refused for ever.");
        return status;
    }
}
