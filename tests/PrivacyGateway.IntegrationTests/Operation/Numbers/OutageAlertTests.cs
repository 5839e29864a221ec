using System.Diagnostics;
using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The outage that nobody saw: the process runs, and its routing answers every hit with 502.</summary>
public sealed class OutageAlertTests
{
    private static readonly Figures Figures = new("outage");

    private static readonly TimeSpan BetweenHits = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_gateway_that_answers_every_hit_502_sets_off_an_alert_in_a_real_prometheus()
    {
        if (!PrometheusServer.IsHere)
            Figures.Add($"outage: skipped ({PrometheusServer.Missing})");
        Assert.SkipUnless(PrometheusServer.IsHere, PrometheusServer.Missing);
        await using var trackDomain = new RecordingTrackDomain();
        await using var gateway = await BrokenRouting.StartAsync(ReloadConfig.Of(trackDomain.Address, "cd"));
        await using var prometheus = await PrometheusServer.StartAsync(gateway.AdminPort);
        using var over = new CancellationTokenSource();
        var begin = Stopwatch.GetTimestamp();
        var hits = SendAsync(gateway.Port, over.Token);

        var fires = await PrometheusServer.UntilAsync(async () => (await prometheus.FiringAsync()).Contains("GatewayErrors"));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var firing = await prometheus.FiringAsync();
        await over.CancelAsync();

        Assert.True(fires, $"Firing: {string.Join(", ", firing)}");
        Assert.True(await hits > 0);
        Assert.DoesNotContain("GatewayDown", firing);
        Assert.Empty(trackDomain.Requests);
        Figures.Add(string.Create(CultureInfo.InvariantCulture, $"outage, every hit 502: GatewayErrors fires after {seconds:0} s; firing: {string.Join(", ", firing.Order(StringComparer.Ordinal))}"));
    }

    /// <returns>How many hits were answered 502; any other status ends the test.</returns>
    private static async Task<int> SendAsync(int port, CancellationToken over)
    {
        for (var answered = 0; ; answered++)
        {
            if (over.IsCancellationRequested)
                return answered;
            Assert.Equal(502, (await RawClient.SendAsync(port, Ask.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes())).Status);
            await Task.Delay(BetweenHits, CancellationToken.None);
        }
    }
}
