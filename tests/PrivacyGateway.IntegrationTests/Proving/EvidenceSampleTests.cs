using PrivacyGateway.IntegrationTests.Stories;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary>The sample report in the repository equals the report of the shipped configuration. <c>UPDATE_DOCS=1</c> renews it.</summary>
public sealed class EvidenceSampleTests
{
    private static readonly string Sample = Path.Combine(
        Path.GetDirectoryName(Path.GetDirectoryName(GatewayCommand.ShippedConfig()))!, "docs", "evidence-sample", "report.html");

    [Fact]
    public async Task Sample_report_matches_the_shipped_configuration()
    {
        using var proof = await ProveFolder.RunAsync(
            await File.ReadAllTextAsync(GatewayCommand.ShippedConfig(), TestContext.Current.CancellationToken));
        var page = await File.ReadAllTextAsync(proof.PathOf("report.html"), TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(Sample, page, TestContext.Current.CancellationToken);

        Assert.Equal(WithoutBuild(page), WithoutBuild(await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken)));
    }

    /// <summary>The commit, and the hash of a file that names it.</summary>
    private static string[] WithoutBuild(string page) =>
        [.. page.Split('\n').Where(static line => !line.Contains("<dt>Version</dt>", StringComparison.Ordinal)
            && !line.Contains("<dt>SHA-256", StringComparison.Ordinal))];
}
