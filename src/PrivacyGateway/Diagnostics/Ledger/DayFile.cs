using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>One day's counts as indented JSON: <c>ledger/2026-11-25.json</c>. Replaced atomically.</summary>
internal static class DayFile
{
    /// <summary>The ledger's folder in a data directory.</summary>
    public const string Folder = "ledger";

    private const string Format = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string PathOf(string directory, DateOnly day) => Path.Combine(directory, $"{Text(day)}.json");

    /// <summary>Formats a day as in file names and reports: <c>2026-11-25</c>.</summary>
    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <returns>The days that have a file.</returns>
    public static IEnumerable<DateOnly> DaysIn(string directory) =>
        !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory, "*.json")
        .Select(static path => TryParse(Path.GetFileNameWithoutExtension(path), out var day) ? day : (DateOnly?)null)
        .OfType<DateOnly>();

    /// <returns>Null if the file does not exist.</returns>
    /// <exception cref="InvalidDataException">The file is not a day of the ledger.</exception>
    public static Totals? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            var totals = new Totals();
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            foreach (var row in root["hits"]!.AsArray())
                totals.Hits[new Totals.HitRow(Text(row, "route"), Text(row, "decision"), Text(row, "signal"),
                    row!["enforced"]!.GetValue<bool>(), Text(row, "outcome"))] = Count(row);
            foreach (var row in root["withheld"]!.AsArray())
            {
                // A temporary rollback to an older version leaves both names of a rule in one day.
                var key = new Totals.StrippedRow(
                    Text(row, "route"), FormerRuleNames.ToId(Text(row, "rule")), row!["enforced"]!.GetValue<bool>());
                totals.Stripped[key] = totals.Stripped.GetValueOrDefault(key) + Count(row);
            }
            LedgerJson.Read(root, totals);
            return totals;
        }
        catch (Exception exception) when (
            exception is JsonException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a day of the ledger.", exception);
        }
    }

    /// <summary>Writes a new file, flushes it and renames it over the old one. The day is on disk when this returns.</summary>
    /// <exception cref="IOException">The file cannot be written; the old one is unchanged.</exception>
    public static void Write(string path, DateOnly day, Totals totals)
    {
        var json = Encoding.UTF8.GetBytes(Json(day, totals).ToJsonString(Indented));
        var temporary = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(json);
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Rows are ordered by name, so that two days can be compared.</summary>
    public static JsonObject Json(DateOnly day, Totals totals) => LedgerJson.Write(
        new JsonObject
        {
            ["day"] = Text(day),
            ["hits"] = Hits(totals),
            ["withheld"] = Stripped(totals),
        },
        totals);

    public static JsonArray Hits(Totals totals) => new(
    [
        .. totals.Hits
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Decision, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Signal, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Outcome, StringComparer.Ordinal)
            .Select(static pair => new JsonObject
            {
                ["route"] = pair.Key.Route,
                ["decision"] = pair.Key.Decision,
                ["signal"] = pair.Key.Signal,
                ["enforced"] = pair.Key.Enforced,
                ["outcome"] = pair.Key.Outcome,
                ["count"] = pair.Value,
            }),
    ]);

    public static JsonArray Stripped(Totals totals) => new(
    [
        .. totals.Stripped.OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Rule, StringComparer.Ordinal).Select(static pair => new JsonObject
        {
            ["route"] = pair.Key.Route,
            ["rule"] = pair.Key.Rule,
            ["enforced"] = pair.Key.Enforced,
            ["count"] = pair.Value,
        }),
    ]);

    private static string Text(JsonNode? row, string key) => row![key]!.GetValue<string>();

    private static long Count(JsonNode? row) => row!["count"]!.GetValue<long>();
}
