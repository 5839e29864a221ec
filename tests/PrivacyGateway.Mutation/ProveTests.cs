using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Mutation;

/// <summary>
/// <c>prove</c> as the only judge of the code that decides and rewrites. A changed line of code is noticed if it changes the verdict, or
/// any byte of the requests that the track domain received or of the responses that the browser received. The ordinary build writes both
/// files; mutants are compared with them (tests/mutation.sh), and stop at the first difference.
/// </summary>
public sealed class ProveTests
{
    /// <summary>Where the ordinary build's files lie; a folder that the run makes.</summary>
    private static readonly string Ordinary = Environment.GetEnvironmentVariable("PROVE_REPORTS") ?? Path.Combine(
        AppContext.BaseDirectory, "reports");

    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("standard")]
    [InlineData("strict", "no signal", "anonymous cookie")]
    [InlineData("shadow", "anonymous cookie")]
    [InlineData("servers", "no signal", "Sec-GPC")]
    public async Task Prove_finds_what_it_finds_in_the_ordinary_build(string variant, params string[] states)
    {
        var config = await LoadAsync(variant);
        var run = new ProofRun(config, DateTimeOffset.UnixEpoch, static (_, _) => { })
        {
            SubjectFilter = subject => states.Length == 0 || states.Contains(subject.State.Name),
        };
        var results = await CompareAsync(run, Path.Combine(Ordinary, variant + ".jsonl"));
        var report = Proof.CreateReport(config, results, new ProveOptions { Config = "proxy.json", At = DateTimeOffset.UnixEpoch });

        if (variant != "shadow")
            Assert.Empty(Findings.All(report));
        var (file, text) = (Path.Combine(Ordinary, variant + ".json"), ReportJson.Write(report));
        if (!File.Exists(file))
            await File.WriteAllTextAsync(file, text, Stop);
        Assert.Equal(await File.ReadAllTextAsync(file, Stop), text);
    }

    private static async Task<List<ProbeResult>> CompareAsync(ProofRun run, string file)
    {
        Directory.CreateDirectory(Ordinary);
        var expected = File.Exists(file) ? await File.ReadAllLinesAsync(file, Stop) : null;
        var (results, lines) = (new List<ProbeResult>(), new List<string>());
        await foreach (var result in run.RunAsync(Stop))
        {
            results.Add(result);
            using var line = new MemoryStream();
            CaptureFile.WriteLine(line, results.Count, result);
            lines.Add(Encoding.UTF8.GetString(line.ToArray()));
            if (expected is not null)
                Assert.Equal(expected[results.Count - 1], lines[^1]);
        }

        if (expected is null)
            await File.WriteAllLinesAsync(file, lines, Stop);
        return results;
    }

    private static async Task<CheckedConfig> LoadAsync(string variant)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "proxy.json"), Stop), documentOptions: Comments)!;
        foreach (var (_, policy) in json["PrivacyGateway"]!["Policies"]!.AsObject())
            Change(policy!, variant);
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", new FileText(json.ToJsonString()), new Dictionary<string, string>(), FileCheck.Skip);
        return config ?? throw new InvalidOperationException(problems.Errors[0].Message);
    }

    private static void Change(JsonNode policy, string variant)
    {
        switch (variant)
        {
            case "strict":
                policy["level"] = "strict";
                break;
            case "shadow":
                policy["enforce"] = false;
                break;
            case "servers":
                // Hits of servers: each line of a batch is decided alone.
                policy["userIdentification"]!["enableAnonymousFunction"] = false;
                policy["clientAddress"] = "truncated";
                policy["optOutCookies"] = new JsonArray("webtrekkOptOut", "noTracking");
                policy["allowedSetCookies"] = new JsonArray("webtrekkOptOut", "noTracking", "shopNotice");
                break;
        }
    }
}
