using System.Diagnostics;
using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>An unnoticed outage: the process runs, and its routing responds 502 to every hit.</summary>
public sealed class OutageAlertTests
{
    private static readonly Figures Figures = new("outage");

    private static readonly TimeSpan BetweenHits = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Gateway_that_responds_502_to_every_hit_fires_an_alert_in_a_real_Prometheus()
    {
        if (!PrometheusServer.IsHere)
            Figures.Add($"outage: skipped ({PrometheusServer.Missing})");
        Assert.SkipUnless(PrometheusServer.IsHere, PrometheusServer.Missing);
        await using var trackDomain = new RecordingTrackDomain();
        await using var gateway = await BrokenRouting.StartAsync(ReloadConfig.Create(trackDomain.Address, "cd"));
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
        Figures.Add(string.Create(CultureInfo.InvariantCulture,
            $"outage, every hit 502: GatewayErrors fires after {seconds:0} s; firing: "
                + $"{string.Join(", ", firing.Order(StringComparer.Ordinal))}"));
    }

    /// <returns>The number of 502 responses; any other status ends the test.</returns>
    private static async Task<int> SendAsync(int port, CancellationToken over)
    {
        for (var served = 0; ; served++)
        {
            if (over.IsCancellationRequested)
                return served;
            Assert.Equal(502, (await RawClient.SendAsync(port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes())).Status);
            await Task.Delay(BetweenHits, CancellationToken.None);
        }
    }
}
