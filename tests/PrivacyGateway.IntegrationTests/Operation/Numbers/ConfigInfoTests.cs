using System.Globalization;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The build and the configuration that a replica runs, and since when.</summary>
public sealed class ConfigInfoTests
{
    private const string Hash = "gateway_config_info{hash=\"";

    [Fact]
    public async Task Replica_exposes_its_build_start_and_current_configuration_also_after_a_reload()
    {
        var (first, second) = (ReloadConfig.Create("http://127.0.0.1:1/", "cd"), ReloadConfig.Create("http://127.0.0.1:1/", "uc5"));
        await using var gateway = await GatewayProcess.StartAsync(first);
        await using var twin = await GatewayProcess.StartAsync(first);
        var before = await RequestsFixture.ScrapeAsync(gateway);

        await Replacement.InPlaceAsync(gateway.ConfigPath, second);
        await gateway.WaitForOutputAsync("reloaded");
        var after = await RequestsFixture.ScrapeAsync(gateway);

        Assert.Contains($"\ngateway_build_info{{version=\"{BuildInfo.Version}\",revision=\"{BuildInfo.Revision}\"}} 1\n", before,
            StringComparison.Ordinal);
        Assert.Equal(Label(before), Label(await RequestsFixture.ScrapeAsync(twin)));
        Assert.NotEqual(Label(before), Label(after));
        Assert.Equal(Number(before, "process_start_time_seconds"), Number(after, "process_start_time_seconds"));
        Assert.True(Number(before, "process_start_time_seconds") <= Number(before, "gateway_config_applied_timestamp_seconds"));
        Assert.True(Number(before, "gateway_config_applied_timestamp_seconds") < Number(after, "gateway_config_applied_timestamp_seconds"));
    }

    /// <summary>There is one at a time.</summary>
    private static string Label(string scrape) =>
        Assert.Single(scrape.Split('\n'), static line => line.StartsWith(Hash, StringComparison.Ordinal))[Hash.Length..];

    private static double Number(string scrape, string name) =>
        double.Parse(scrape.Split('\n')
            .Single(line => line.StartsWith(name + ' ', StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
}
