using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Every way to replace the file, with every fault, under load: only the operator may notice.</summary>
public sealed class ReloadMatrixTests
{
    private const int HitsPerSecond = 200;

    private static readonly Figures Figures = new("reload");

    public static TheoryData<string> Ways => [.. Replacement.Ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Faulty_replacement_changes_nothing_and_the_next_valid_file_takes_effect(string way)
    {
        await using var first = new RecordingTrackDomain();
        await using var second = new RecordingTrackDomain();
        var (toFirst, toSecond) = (ReloadConfig.Create(first.Address, "cd"), ReloadConfig.Create(second.Address, "uc5"));
        await using var gateway = await GatewayProcess.StartAsync(toFirst);
        var replace = Replacement.Ways[way];
        var file = gateway.ConfigPath;

        // A fault in another file is irrelevant; the valid ones are always written into the file itself.
        var concerns = way != "another file of the directory";
        Func<string, string, Task> restore = concerns ? replace : Replacement.InPlaceAsync;

        foreach (var (fault, text) in ReloadConfig.Faults)
        {
            await restore(file, toFirst);
            await ArrivesAsync(first);
            await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "healthy");
            first.Clear();
            second.Clear();

            int sent, failed;
            await using (var load = new SteadyLoad(gateway.Port, ReloadConfig.Host, ReloadConfig.Sent, ReloadConfig.Cookie, HitsPerSecond))
            {
                await first.WaitForAsync(HitsPerSecond / 4);
                await replace(file, text);
                if (concerns)
                {
                    var page = await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "degraded");
                    Assert.Equal(200, page.Status);
                    Assert.NotNull(page.Problem);
                }

                await first.WaitForAsync(first.Requests.Count + HitsPerSecond / 2);
                Assert.Empty(second.Requests);
                await restore(file, toSecond);
                await second.WaitForAsync(HitsPerSecond / 2);
                (sent, failed) = (load.Sent, load.Failed);
            }

            Assert.Equal("healthy", (await ReadinessPage.ReadAsync(gateway)).Configuration);
            var wrong = first.Requests.Count(hit => hit.Target != ReloadConfig.UnderFirst) + second.Requests.Count(
                hit => hit.Target != ReloadConfig.UnderSecond);
            Figures.Add($"reload: {way}, {fault}: {sent} hits, failed {failed}, wrong policy applied {wrong}");
            Assert.Equal(0, failed);
            Assert.Equal(0, wrong);
        }

        Assert.Equal(concerns ? 3 : 0, gateway.Output.Split('\n').Count(line => line.Contains("not reloaded", StringComparison.Ordinal)));

        async Task ArrivesAsync(RecordingTrackDomain trackDomain)
        {
            trackDomain.Clear();
            await using var probe = new SteadyLoad(
                gateway.Port, ReloadConfig.Host, ReloadConfig.Sent, ReloadConfig.Cookie, HitsPerSecond / 4);
            await trackDomain.WaitForAsync(1);
        }
    }
}
