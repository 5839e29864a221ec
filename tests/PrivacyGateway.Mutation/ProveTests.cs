using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Mutation;

/// <summary>
/// <c>prove</c> as the only judge of the code that decides and rewrites. A changed line of code is noticed if the verdict is another one,
/// if anything arrives that did not arrive before, or if anything that arrived before is missing. The ordinary build writes what arrives;
/// mutants are compared with it (tests/mutation.sh).
/// </summary>
public sealed class ProveTests
{
    /// <summary>Where the ordinary build's reports lie; a folder that the run makes.</summary>
    private static readonly string Reports = Environment.GetEnvironmentVariable("PROVE_REPORTS") ?? Path.Combine(
        AppContext.BaseDirectory, "reports");

    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip };

    [Theory]
    [InlineData("standard")]
    [InlineData("strict")]
    public async Task Prove_finds_no_leak_and_reports_what_the_ordinary_build_reports(string level)
    {
        var config = await LoadAsync(level);
        var results = await new ProofRun(config, DateTimeOffset.UnixEpoch, static (_, _) => { })
        {
            // The level changes what is stripped and not what the signals say.
            SubjectFilter = subject => level == "standard" || subject.State.Name is "no signal" or "anonymous cookie",
        }.RunAsync(TestContext.Current.CancellationToken);
        var report = Proof.CreateReport(config, results, new ProveOptions { Config = "proxy.json", At = DateTimeOffset.UnixEpoch });

        Assert.Empty(Findings.All(report));
        Assert.Equal(0, report.Leaks);
        var text = ReportJson.Write(report);
        var ordinary = Path.Combine(Reports, level + ".json");
        if (!File.Exists(ordinary))
        {
            Directory.CreateDirectory(Reports);
            await File.WriteAllTextAsync(ordinary, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(ordinary, TestContext.Current.CancellationToken), text);
    }

    private static async Task<CheckedConfig> LoadAsync(string level)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "proxy.json"), TestContext.Current.CancellationToken), documentOptions: Comments)!;
        foreach (var (_, policy) in json["PrivacyGateway"]!["Policies"]!.AsObject())
            policy!["level"] = level;
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", new FileText(json.ToJsonString()), new Dictionary<string, string>(), FileCheck.Skip);
        return config ?? throw new InvalidOperationException(problems.Errors[0].Message);
    }
}
