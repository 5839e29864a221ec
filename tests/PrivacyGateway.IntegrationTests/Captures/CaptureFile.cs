using System.Text;
using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>Reads <c>tests/data/pixel-captures.json</c>.</summary>
internal static class CaptureFile
{
    public static IReadOnlyList<Capture> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(PathOf("pixel-captures.json")));
        var captures = new List<Capture>();
        foreach (var scenario in file.RootElement.GetProperty("scenarios").EnumerateObject())
        {
            foreach (var request in scenario.Value.GetProperty("requests").EnumerateArray())
            {
                captures.Add(new Capture(
                    captures.Count + 1,
                    scenario.Name,
                    request.GetProperty("method").GetString()!,
                    request.GetProperty("url").GetString()!,
                    [.. request.GetProperty("headers").EnumerateObject().Select(header =>
                        KeyValuePair.Create(header.Name, header.Value.GetString()!))],
                    Encoding.Latin1.GetBytes(request.GetProperty("body").GetString() ?? ""))
                {
                    ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(request.GetProperty("t").GetInt64()),
                });
            }
        }

        return captures;
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}
