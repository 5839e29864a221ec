using System.Text;
using System.Text.Json;

namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Seeds from what the real pixel sent: <c>tests/data/pixel-captures.json</c>, taken apart.</summary>
internal sealed class Captures
{
    private Captures(List<byte[]> queries, List<byte[]> bodies, List<byte[]> cookies, List<byte[]> requests) =>
        (Queries, Bodies, Cookies, Requests) = (queries, bodies, cookies, requests);

    public static Captures Real { get; } = Read();

    public IReadOnlyList<byte[]> Queries { get; }

    public IReadOnlyList<byte[]> Bodies { get; }

    public IReadOnlyList<byte[]> Cookies { get; }

    /// <summary>Whole requests, in the form that <see cref="Targets.RequestText"/> reads.</summary>
    public IReadOnlyList<byte[]> Requests { get; }

    private static Captures Read()
    {
        var captures = new Captures([], [], [], []);
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "pixel-captures.json")));
        foreach (var scenario in file.RootElement.GetProperty("scenarios").EnumerateObject())
        {
            foreach (var request in scenario.Value.GetProperty("requests").EnumerateArray())
                captures.Add(request);
        }

        return captures;
    }

    private void Add(JsonElement request)
    {
        var target = request.GetProperty("url").GetString()!;
        var body = request.GetProperty("body").GetString() ?? "";
        var text = new StringBuilder().Append(request.GetProperty("method").GetString()).Append(' ').Append(target).Append('\n');
        foreach (var header in request.GetProperty("headers").EnumerateObject())
        {
            text.Append(header.Name).Append(": ").Append(header.Value.GetString()).Append('\n');
            if (header.Name == "Cookie")
                Keep(Cookies, header.Value.GetString()!);
        }

        Keep(Requests, text.Append('\n').Append(body).ToString());
        if (body.Length > 0)
            Keep(Bodies, body);
        if (target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark)
            Keep(Queries, target[(mark + 1)..]);
    }

    private static void Keep(IReadOnlyList<byte[]> seeds, string text) => ((List<byte[]>)seeds).Add(Encoding.Latin1.GetBytes(text));
}
