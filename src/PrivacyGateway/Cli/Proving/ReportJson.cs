using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Writes <c>report.json</c>. (<c>docs/evidence.md</c>)</summary>
internal static class ReportJson
{
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ProofReport report) => new JsonObject
    {
        ["schema"] = Schema,
        ["at"] = Time(report.At),
        ["version"] = report.Version,
        ["revision"] = report.Revision,
        ["configuration"] = report.Config.Gateway.Hash,
        ["placements"] = report.Placements,
        ["cameThrough"] = report.Forwarded,
        ["leaks"] = report.Leaks,
        ["required"] = report.Required is { } required
            ? new JsonObject { ["name"] = required.Name, ["unmet"] = Texts(required.Unmet) } : null,
        ["changes"] = report.Changes is { } changes
            ? new JsonObject { ["new"] = Texts(changes.New), ["gone"] = Texts(changes.Gone) } : null,
        ["flags"] = Array(
            report.Flags.Select(static flag => new JsonObject { ["id"] = flag.Id, ["text"] = flag.Text.English, ["key"] = flag.Key })),
        ["notProduced"] = Texts(report.NotProduced),
        ["subjects"] = Array(report.Subjects.Select(Write)),
        ["conditions"] = Array(report.Conditions.Select(Write)),
        ["ledger"] = report.Ledger is { } ledger ? JsonNode.Parse(ledger.Json()) : null,
    }.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>An enumeration member in camel case.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => SectionReader.NameOf(value.ToString());

    private static JsonObject Write(SubjectReport subject) => new()
    {
        ["route"] = subject.Route,
        ["host"] = subject.Host,
        ["policy"] = subject.Policy,
        ["level"] = subject.Level is { } level ? Name(level) : null,
        ["state"] = subject.State,
        ["decision"] = Name(subject.Decision),
        ["placements"] = subject.Placements,
        ["refused"] = new JsonObject(subject.Refused.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["expiredCookies"] = Texts(subject.ExpiredCookies),
        ["left"] = Array(subject.Forwarded.Select(row => new JsonObject
        {
            ["name"] = row.Name,
            ["data"] = Name(row.Data),
            ["places"] = Texts(row.Places.Select(static place => place.ToString())),
            ["example"] = row.Example,
            ["count"] = row.Count,
            ["leaks"] = row.Rule is not null,
            ["rule"] = row.Rule ?? Purposes.RuleThatWouldStrip(subject, row),
        })),
        ["withheld"] = Array(subject.Stripped.Select(static row => new JsonObject
        {
            ["name"] = row.Name,
            ["data"] = Name(row.Data),
            ["places"] = Texts(row.Places.Select(static place => place.ToString())),
            ["count"] = row.Count,
            ["rule"] = row.Rule,
        })),
    };

    private static JsonObject Write(ConditionTable table) => new()
    {
        ["id"] = table.Id,
        ["title"] = table.Title.English,
        ["rows"] = Array(table.Rows.Select(static row => new JsonObject
        {
            ["id"] = row.Id,
            ["text"] = row.Text.English,
            ["status"] = Name(row.Status),
            ["evidence"] = row.Evidence.English,
            ["key"] = row.Key,
        })),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(static text => JsonValue.Create(text)));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];
}
