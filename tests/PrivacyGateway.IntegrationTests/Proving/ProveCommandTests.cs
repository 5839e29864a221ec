using System.Text.Json;
using PrivacyGateway.IntegrationTests.Stories;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary><c>prove</c> as an operator or a pipeline runs it.</summary>
public sealed class ProveCommandTests(SharedProofs proofs)
{
    [Fact]
    public async Task Shipped_configuration_has_no_leak_in_two_thousand_placements_and_the_script_agrees()
    {
        var proof = await proofs.Standard;

        Assert.Equal((0, ""), (proof.Run.ExitCode, proof.Run.Error));
        Assert.InRange(Placements(proof), 2000, int.MaxValue);
        Assert.EndsWith(", leaks 0", proof.LastLine, StringComparison.Ordinal);
        var (exitCode, output) = await proof.RecomputeAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains($"{proof.LastLine}: the same as reported", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_level_has_no_leak()
    {
        var proof = await proofs.Strict;

        Assert.Equal((0, ""), (proof.Run.ExitCode, proof.Run.Error));
        Assert.EndsWith(", leaks 0", proof.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_of_prove_write_identical_files()
    {
        var first = await proofs.Standard;
        using var second = await ProveFolder.RunAsync(SharedProofs.Shipped);

        Assert.Equal(
            await File.ReadAllTextAsync(first.PathOf("SHA256SUMS"), Stop), await File.ReadAllTextAsync(second.PathOf("SHA256SUMS"), Stop));
    }

    [Theory]
    [InlineData("wtstp_eid=", "wtstp_eid=x")]
    [InlineData("\"probe\":7,", "\"probe\":8,")]
    public async Task Script_disagrees_after_one_line_of_the_capture_changes(string text, string other)
    {
        using var proof = (await proofs.Standard).Copy();
        var lines = await File.ReadAllLinesAsync(proof.PathOf("capture.jsonl"), Stop);
        var changed = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        lines[changed] = lines[changed].Replace(text, other, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(proof.PathOf("capture.jsonl"), lines, Stop);

        var (exitCode, output) = await proof.RecomputeAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("capture.jsonl: changed since the run", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_finds_a_value_added_to_the_capture_even_with_recomputed_checksums()
    {
        using var proof = (await proofs.Standard).Copy();
        var capture = proof.PathOf("capture.jsonl");
        var lines = await File.ReadAllLinesAsync(capture, Stop);
        var at = Array.FindIndex(
            lines, static line => line.Contains("\"decision\":\"anonymous\",\"about\":\"Query, plain\"", StringComparison.Ordinal));
        using var probe = JsonDocument.Parse(lines[at]);
        var value = probe.RootElement.GetProperty("placements").EnumerateArray()
            .First(static placement => placement.GetProperty("name").GetString() == "eid").GetProperty("value").GetString()!;
        lines[at] = lines[at].Replace("\"arrived\":[{\"head\":\"",
            $"\"arrived\":[{{\"head\":\"GET /%25{(int)value[0]:x2}{value[1..]} HTTP/1.1\\r\\n", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(capture, lines, Stop);
        await File.WriteAllTextAsync(proof.PathOf("SHA256SUMS"), "", Stop);

        var (exitCode, output) = await proof.RecomputeAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("different: leaks: recomputed 1, reported 0", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strict", "Policy default has the level standard. Key: PrivacyGateway.Policies.default.level: \"strict\".")]
    [InlineData("cnil", "cnil-proxy-2022, user-identifier: not fulfilled by this configuration.")]
    public async Task Unmet_requirement_is_named_with_the_key_that_would_meet_it(string requirement, string message)
    {
        using var proof = await ProveFolder.RunAsync(SharedProofs.Shipped, "--require", requirement);

        Assert.Equal(1, proof.Run.ExitCode);
        Assert.Contains($"not met: --require {requirement}: {message}", proof.Run.Output, StringComparison.Ordinal);
        Assert.EndsWith(", leaks 0", proof.LastLine, StringComparison.Ordinal);
        Assert.Contains("<failure", await File.ReadAllTextAsync(proof.PathOf("junit.xml"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shadow_mode_is_a_leak_that_names_the_rule_and_the_key()
    {
        using var proof = await ProveFolder.RunAsync(
            SharedProofs.ShippedWith(("\"level\": \"standard\"", "\"enforce\": false")), "--require", "standard");

        Assert.Equal(1, proof.Run.ExitCode);
        Assert.Contains("leak: eid (", proof.Run.Output, StringComparison.Ordinal);
        Assert.Contains("The rule identity only counts: the policy is in shadow mode. Write \"enforce\": true.", proof.Run.Output,
            StringComparison.Ordinal);
        Assert.Contains("Policy default is in shadow mode", proof.Run.Output, StringComparison.Ordinal);
        Assert.Equal("shadow", proof.Report().GetProperty("flags")[0].GetProperty("id").GetString());
        Assert.Equal(0, (await proof.RecomputeAsync()).ExitCode);
    }

    [Fact]
    public async Task Placement_that_arrives_and_did_not_in_the_baseline_is_a_failure()
    {
        var baseline = (await proofs.Strict).PathOf("report.json");
        using var same = await ProveFolder.RunAsync(SharedProofs.ShippedAtStrict, "--baseline", baseline);
        using var standard = await ProveFolder.RunAsync(SharedProofs.Shipped, "--baseline", baseline);

        Assert.Equal(0, same.Run.ExitCode);
        Assert.Equal(1, standard.Run.ExitCode);
        Assert.Contains("new: tz (Query) on route track, anonymous cookie is forwarded, and was not in the baseline.", standard.Run.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "error:")]
    [InlineData("{ \"PrivacyGateway\": { \"Policies\": {} } }", "$.ReverseProxy")]
    public async Task Invalid_configuration_is_exit_code_2_with_location_and_remedy(string config, string message)
    {
        var run = await GatewayCommand.RunWithAsync(config, "prove", "--config", "FILE");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--requier", "cnil")]
    [InlineData("--require", "nothing")]
    [InlineData("--at", "yesterday")]
    [InlineData("--baseline", "no-such-file.json")]
    public async Task Mistyped_option_is_exit_code_2_because_1_means_a_leak(string option, string value)
    {
        var run = await GatewayCommand.RunAsync("prove", "--config", GatewayCommand.ShippedConfig(), option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_writes_to_no_directory_of_the_configuration()
    {
        var data = Directory.CreateTempSubdirectory("privacy-gateway-prove-test-");
        try
        {
            using var proof = await ProveFolder.RunAsync(
                SharedProofs.ShippedWith(("\"PrivacyGateway\": {", $"\"PrivacyGateway\": {{ \"DataDirectory\": \"{data.FullName}\",")));

            Assert.Equal(0, proof.Run.ExitCode);
            Assert.Empty(data.EnumerateFileSystemInfos());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Prove_tries_every_consent_state_of_opt_in_polarity_and_consent_platforms()
    {
        var config = SharedProofs.ShippedWith(
            ("\"anonymousOptIn\": false", "\"anonymousOptIn\": true"),
            ("\"refreshOptOut\": true,", ""),
            ("\"platformsMay\": \"restrict\"", "\"platformsMay\": \"standInForCookie\""),
            ("\"doNotTrack\": false",
                """
                "doNotTrack": true, "tcf": { "vendor": 402 }, "oneTrust": ["C0002"], "cookiebot": ["statistics"], "cookies": { "own": { "cookie": "own", "match": "^allow$", "means": "granted" } }
                """));

        using var proof = await ProveFolder.RunAsync(config);

        Assert.Equal((0, ""), (proof.Run.ExitCode, proof.Run.Error));
        Assert.Equal(
            [
                "no signal: anonymous", "consent platform: not granted: anonymous", "consent platform: granted: identified",
                "anonymous cookie: consent: identified", "anonymous cookie: another value: anonymous", "marker nc=1: anonymous",
                "Sec-GPC: anonymous", "DNT: anonymous", "opt-out cookie webtrekkOptOut: blocked",
            ],
            proof.Report().GetProperty("subjects").EnumerateArray()
                .Select(static subject => $"{subject.GetProperty("state").GetString()}: {subject.GetProperty("decision").GetString()}"));
        foreach (var subject in proof.Report().GetProperty("subjects").EnumerateArray()
            .Where(static subject => subject.GetProperty("decision").GetString() == "identified"))
            Assert.Contains(subject.GetProperty("left").EnumerateArray(), static row => row.GetProperty("name").GetString() == "wtstp_eid");
    }

    [Fact]
    public async Task Consent_platform_whose_consent_cannot_be_tried_is_named()
    {
        using var proof = await ProveFolder.RunAsync(SharedProofs.ShippedWith(("\"doNotTrack\": false", "\"gpp\": {}")));

        Assert.Equal("policy default: gpp", proof.Report().GetProperty("notProduced")[0].GetString());
        Assert.Contains(
            "<li>policy default: gpp</li>", await File.ReadAllTextAsync(proof.PathOf("report.html"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_contains_the_ledgers_numbers_of_a_period_and_a_damaged_day_is_exit_code_2()
    {
        var data = Directory.CreateTempSubdirectory("privacy-gateway-prove-test-");
        try
        {
            var day = Path.Combine(data.CreateSubdirectory("ledger").FullName, "2026-11-25.json");
            await File.WriteAllTextAsync(
                day,
                """
                { "day": "2026-11-25", "hits": [ { "route": "track", "decision": "anonymous", "signal": "anonymous-cookie", "enforced": true, "outcome": "forwarded", "count": 377 } ],
                  "withheld": [], "unknownParameters": [], "mismatches": [], "guardViolations": 0, "configurations": [] }
                """,
                Stop);
            var config = SharedProofs.ShippedWith(
                ("\"PrivacyGateway\": {", $"\"PrivacyGateway\": {{ \"DataDirectory\": \"{data.FullName}\","));

            using var proof = await ProveFolder.RunAsync(config, "--from", "2026-11-24", "--to", "2026-11-25");
            await File.WriteAllTextAsync(day, "{", Stop);
            using var damaged = await ProveFolder.RunAsync(config, "--from", "2026-11-24", "--to", "2026-11-25");

            Assert.Equal(0, proof.Run.ExitCode);
            Assert.Contains(">377</td>", await File.ReadAllTextAsync(proof.PathOf("report.html"), Stop), StringComparison.Ordinal);
            Assert.NotEqual(JsonValueKind.Null, proof.Report().GetProperty("ledger").ValueKind);
            Assert.Equal(2, damaged.Run.ExitCode);
            Assert.Contains("2026-11-25.json", damaged.Run.Error, StringComparison.Ordinal);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Placements(ProveFolder proof) =>
        int.Parse(proof.LastLine.Split(' ', ',')[1], System.Globalization.CultureInfo.InvariantCulture);
}
