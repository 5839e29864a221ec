using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>One day's numbers as JSON that a person can read: <c>ledger/2026-11-25.json</c>. Replaced whole, so that there is never half of one.</summary>
internal static class DayFile
{
    /// <summary>Where the days lie in a data directory.</summary>
    public const string Folder = "ledger";

    private const string Format = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string PathOf(string directory, DateOnly day) => Path.Combine(directory, $"{Text(day)}.json");

    /// <summary>A day as everything about the ledger writes it: <c>2026-11-25</c>.</summary>
    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateOnly day) => DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <returns>The days of which there is a file.</returns>
    public static IEnumerable<DateOnly> DaysIn(string directory) => !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory, "*.json")
        .Select(static path => TryParse(Path.GetFileNameWithoutExtension(path), out var day) ? day : (DateOnly?)null)
        .OfType<DateOnly>();

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="InvalidDataException">It is not one of ours.</exception>
    public static Totals? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            var totals = new Totals();
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            foreach (var row in root["hits"]!.AsArray())
                totals.Hits[new HitRow(Text(row, "route"), Text(row, "decision"), Text(row, "signal"), row!["enforced"]!.GetValue<bool>(), Text(row, "outcome"))] = Count(row);
            foreach (var row in root["withheld"]!.AsArray())
            {
                // A version that was rolled back to for some hours leaves both names of a rule in one day.
                var key = new WithheldRow(Text(row, "route"), FormerRuleNames.ToId(Text(row, "rule")), row!["enforced"]!.GetValue<bool>());
                totals.Withheld[key] = totals.Withheld.GetValueOrDefault(key) + Count(row);
            }
            LedgerJson.Read(root, totals);
            return totals;
        }
        catch (Exception exception) when (exception is JsonException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a day of the ledger.", exception);
        }
    }

    /// <summary>On the disk when it returns: written beside the old one, forced out, and put in its place.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    public static void Write(string path, DateOnly day, Totals totals)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Json(day, totals), Indented);
        var making = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(making, options))
        {
            file.Write(json);
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }

        File.Move(making, path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>The rows in the order of their names, so that two days can be laid beside each other.</summary>
    public static JsonObject Json(DateOnly day, Totals totals) => LedgerJson.Write(
        new JsonObject
        {
            ["day"] = Text(day),
            ["hits"] = Hits(totals),
            ["withheld"] = Withheld(totals),
        },
        totals);

    public static JsonArray Hits(Totals totals) =>
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
    ];

    public static JsonArray Withheld(Totals totals) =>
    [
        .. totals.Withheld.OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Rule, StringComparer.Ordinal).Select(static pair => new JsonObject
        {
            ["route"] = pair.Key.Route,
            ["rule"] = pair.Key.Rule,
            ["enforced"] = pair.Key.Enforced,
            ["count"] = pair.Value,
        }),
    ];

    private static string Text(JsonNode? row, string key) => row![key]!.GetValue<string>();

    private static long Count(JsonNode? row) => row!["count"]!.GetValue<long>();
}
