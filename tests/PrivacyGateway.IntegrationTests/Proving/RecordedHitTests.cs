using System.Text.Json;
using PrivacyGateway.IntegrationTests.Stories;

namespace PrivacyGateway.IntegrationTests.Proving;

public sealed class RecordedHitTests
{
    private const string EverId = "2179545526366131190";

    [Fact]
    public async Task Recorded_hits_are_sent_in_every_consent_state_with_canaries_for_values()
    {
        var har = WriteHar(
            ("GET", $"https://track.shop.example/111111111111111/wt?p=600,home&eid={EverId}&cd=jane.doe&pu=https%3A%2F%2Fwww.shop.example%2F%3Feid%3D{EverId}&nc=1", null),
            ("POST", "https://vendor.example/111111111111111/batch", $"wt?p=600,home&eid={EverId}\n?p=600,cart&ct=newsletter-4711"),
            ("GET", "https://www.shop.example/style.css", null));
        try
        {
            using var proof = await ProveFolder.RunAsync(await File.ReadAllTextAsync(GatewayCommand.ShippedConfig(), Stop), "--har", har);
            var lines = await File.ReadAllLinesAsync(proof.PathOf("capture.jsonl"), Stop);

            Assert.Equal(0, proof.Run.ExitCode);
            var recorded = lines.Where(static line => line.Contains("\"about\":\"recorded hit ", StringComparison.Ordinal))
                .Select(static line => JsonDocument.Parse(line).RootElement).ToArray();
            var states = proof.Report().GetProperty("subjects").GetArrayLength();
            Assert.Equal(2 * states, recorded.Length);
            Assert.Contains(recorded, static probe => probe.GetProperty("decision").GetString() == "identified" && Names(probe)
                .SequenceEqual(["eid", "cd", "eid", "wtstp_eid", "session"]));
            Assert.DoesNotContain(lines, static line => line.Contains(EverId, StringComparison.Ordinal) || line.Contains(
                "jane", StringComparison.Ordinal) || line.Contains("newsletter-4711", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(har);
        }
    }

    [Theory]
    [InlineData("{}", "$.log")]
    [InlineData("{\"log\":{\"entries\":[]}}", "none of its 0 requests is a hit")]
    public async Task Recording_without_hits_is_exit_code_2_with_a_remedy(string text, string message)
    {
        var har = Path.GetTempFileName();
        await File.WriteAllTextAsync(har, text, Stop);
        try
        {
            var run = await GatewayCommand.RunAsync("prove", "--config", GatewayCommand.ShippedConfig(), "--har", har);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(har);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static IEnumerable<string?> Names(JsonElement probe) =>
        probe.GetProperty("placements").EnumerateArray().Select(static placement => placement.GetProperty("name").GetString());

    private static string WriteHar(params (string Method, string Url, string? Body)[] requests)
    {
        var entries = requests.Select(static request => new
        {
            startedDateTime = "2026-11-25T08:00:00Z",
            request = new
            {
                method = request.Method,
                url = request.Url,
                headers = new[] { new { name = "Cookie", value = $"wtstp_eid={EverId}; session=abc; miCookieOptOut=1" } },
                postData = request.Body is null ? null : new { mimeType = "text/plain", text = request.Body },
            },
        });
        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(new { log = new { version = "1.2", entries } }));
        return file;
    }
}
