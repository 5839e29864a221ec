using PrivacyGateway.IntegrationTests.Operation;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The memory of all requests together: slow bodies cost their senders, and their share is released however they end.</summary>
public sealed class BufferBudgetTests(BudgetFixture fixture) : IClassFixture<BudgetFixture>
{
    /// <summary>Their bytes are four times the budget.</summary>
    private const int Attackers = 16;

    /// <summary>Attackers whose bytes do not fit into the budget.</summary>
    private const int Evicted = 12;

    private const int HonestHits = 300;

    private static readonly Figures Figures = new("slow-bodies");

    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Prompt_bodies_are_served_while_slow_bodies_exceed_the_buffer_budget(string framing)
    {
        using var held = await fixture.StartSlowAsync(framing, Attackers);
        var served = 0;
        for (var i = 0; i < HonestHits; i++)
        {
            if (i % Attackers == 0)
                held.Add(await SlowRequest.StartAsync(fixture.Gateway.Port, framing));
            served += (await fixture.SendAsync(RequestSpec.Batch(WireHosts.OptOut, "?p=600,honest"))).Status == 200 ? 1 : 0;
        }

        Figures.Add($"slow bodies ({framing}): {served} of {HonestHits} honest hits served under the attack");
        Assert.True(served >= HonestHits * 0.99, $"{served} of {HonestHits} honest hits were served under the attack.");
    }

    /// <summary>Without the fair share the oldest body would lose its bytes, and that is the honest one.</summary>
    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Slow_bodies_of_one_client_address_evict_each_other_and_not_those_of_another(string framing)
    {
        await fixture.HasRoomAsync();
        using var honest = await SlowRequest.StartAsync(fixture.Gateway.Port, framing, from: "198.51.100.1");
        using var held = new HeldBudget();
        for (var i = 0; i < Attackers; i++)
            held.Add(await SlowRequest.StartAsync(fixture.Gateway.Port, framing, from: "203.0.113.9"));

        Assert.All(await held.ReadFirstAsync(Evicted), AssertRefused);
        Assert.StartsWith("HTTP/1.1 200", await honest.FinishAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_body_that_lost_its_buffer_gets_503()
    {
        using var held = await fixture.StartSlowAsync(SlowRequest.ByLength, Attackers);

        Assert.All(await held.ReadFirstAsync(Evicted), AssertRefused);
    }

    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Slow_body_is_served_while_the_buffer_budget_has_room(string framing)
    {
        await fixture.HasRoomAsync();
        using var slow = await SlowRequest.StartAsync(fixture.Gateway.Port, framing);

        Assert.StartsWith("HTTP/1.1 200", await slow.FinishAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Disconnected_or_malformed_clients_release_their_buffer_share_without_an_error(string framing)
    {
        for (var round = 0; round < 3; round++)
        {
            (await fixture.StartSlowAsync(framing, Attackers)).Dispose();
            using (var held = await fixture.StartSlowAsync(SlowRequest.InChunks, 2))
                await held.First.WriteAsync("\r\nGARBAGE\r\n");
            await fixture.HasRoomAsync();
        }

        Assert.DoesNotContain("fail:", fixture.Gateway.Output, StringComparison.Ordinal);
    }

    private static void AssertRefused(string response) => Assert.StartsWith("HTTP/1.1 503", response, StringComparison.Ordinal);
}
