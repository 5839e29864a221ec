using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// <c>left.har</c>: the forwarded requests in the format of browsers' developer tools (HAR 1.2), for other programs. It holds the requests
/// in plain spelling; the capture holds all.
/// </summary>
internal static class ForwardedHar
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ProofReport report, IReadOnlyList<ProbeResult> results) => new JsonObject
    {
        ["log"] = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "PrivacyGateway prove", ["version"] = report.Version },
            ["entries"] = new JsonArray(
            [
                .. results.Where(static result => result.Probe.Placements.All(static placement => placement.Spelling == Spelling.PlainName))
                    .SelectMany(result => result.Arrived.Select(message => Entry(message, result, report.At))),
            ]),
        },
    }.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    private static JsonObject Entry(WireMessage message, ProbeResult result, DateTimeOffset at)
    {
        var words = message.FirstLine.Split(' ');
        var (method, target) = (words[0], words[1]);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var request = new JsonObject
        {
            ["method"] = method,
            ["url"] = $"https://{message.Header("Host")}{target}",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = new JsonArray([.. message.Headers.Select(static header => Pair(header.Key, header.Value))]),
            ["queryString"] = new JsonArray([.. mark < 0 ? [] : target[(mark + 1)..].Split('&').Select(static pair => pair.Split('=', 2))
                .Select(static pair => Pair(pair[0], pair.ElementAtOrDefault(1) ?? ""))]),
            ["headersSize"] = message.Head.Length + 2,
            ["bodySize"] = message.Body.Length,
        };
        if (message.Body.Length > 0)
            request["postData"] = new JsonObject { ["mimeType"] = message.Header("Content-Type") ?? "", ["text"] = message.Body };
        return new JsonObject
        {
            ["startedDateTime"] = ReportJson.Time(at),
            ["time"] = 0,
            ["comment"] = $"route {result.Probe.Subject.Route.Id}, {result.Probe.Subject.State.Name}, {result.Probe.About}",
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = 200,
                ["statusText"] = "OK",
                ["httpVersion"] = "HTTP/1.1",
                ["cookies"] = new JsonArray(),
                ["headers"] = new JsonArray(),
                ["content"] = new JsonObject { ["size"] = 0, ["mimeType"] = "" },
                ["redirectURL"] = "",
                ["headersSize"] = -1,
                ["bodySize"] = -1,
            },
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 0, ["receive"] = 0 },
        };
    }

    private static JsonObject Pair(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
