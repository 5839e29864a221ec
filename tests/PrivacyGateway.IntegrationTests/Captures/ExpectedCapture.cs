using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>A row of <c>tests/data/captures-expected.json</c>; the file explains its keys.</summary>
internal sealed record ExpectedCapture
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public required int Capture { get; init; }

    public required string Scenario { get; init; }

    public required string Request { get; init; }

    public required ExpectedDecisions AsItIs { get; init; }

    public required ExpectedDecisions WithCookie { get; init; }

    public string Gone { get; init; } = "";

    public string Leaves { get; init; } = "";

    public IReadOnlyDictionary<string, string> Rewritten { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public required IReadOnlyList<string> Values { get; init; }

    public IReadOnlyDictionary<string, string> LeavesElsewhere { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string CookiesIdentified { get; init; } = "";

    public static IReadOnlyList<ExpectedCapture> ReadAll() =>
        JsonSerializer.Deserialize<ExpectedFile>(File.ReadAllText(CaptureFile.PathOf("captures-expected.json")), Options)!.Captures;

    public static string[] NamesIn(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal sealed record ExpectedDecisions(string OptOut, string OptIn, string Disabled)
    {
        public IReadOnlyList<string> All => [OptOut, OptIn, Disabled];
    }

    private sealed record ExpectedFile(IReadOnlyList<string> About, IReadOnlyList<ExpectedCapture> Captures);
}
