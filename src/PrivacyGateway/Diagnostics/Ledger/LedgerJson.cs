using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>The JSON sections that day files and reports share, besides hits and stripped items.</summary>
internal static class LedgerJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Formats a time as in day files and reports: <c>2026-11-25T17:30:47.369Z</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Adds the sections; their rows are ordered by name.</summary>
    public static JsonObject Write(JsonObject json, Totals totals)
    {
        json["unknownParameters"] = new JsonArray([.. totals.UnknownParameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => new JsonObject { ["route"] = pair.Key, ["count"] = pair.Value })]);
        json["mismatches"] = new JsonArray([.. totals.Mismatches.OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenBy(
            static pair => pair.Key.Kind, StringComparer.Ordinal)
            .Select(static pair => new JsonObject { ["route"] = pair.Key.Route, ["kind"] = pair.Key.Kind, ["count"] = pair.Value })]);
        json["guardViolations"] = totals.GuardViolations;
        json["configurations"] = new JsonArray([.. InOrder(totals).Select(static pair => new JsonObject
        {
            ["hash"] = pair.Key.Hash,
            ["version"] = pair.Key.Version,
            ["revision"] = pair.Key.Revision,
            ["since"] = new JsonArray([.. pair.Value.Since.Select(static since => JsonValue.Create(Text(since)))]),
            ["routes"] = new JsonArray([.. pair.Value.Routes.Select(static route => new JsonObject
            {
                ["route"] = route.Route,
                ["policy"] = route.Policy,
                ["level"] = route.Level,
                ["enforced"] = route.Enforced,
            })]),
        })]);
        return json;
    }

    /// <summary>Reads the sections that exist; older days lack them.</summary>
    public static void Read(JsonNode json, Totals totals)
    {
        foreach (var row in Rows(json, "unknownParameters"))
            totals.UnknownParameters[Text(row, "route")] = row["count"]!.GetValue<long>();
        foreach (var row in Rows(json, "mismatches"))
            totals.Mismatches[new Totals.MismatchRow(Text(row, "route"), Text(row, "kind"))] = row["count"]!.GetValue<long>();
        totals.GuardViolations = json["guardViolations"]?.GetValue<long>() ?? 0;
        foreach (var row in Rows(json, "configurations"))
        {
            totals.Add(
                new Totals.ConfigurationRow(Text(row, "hash"), Text(row, "version"), Text(row, "revision")),
                new ConfigurationUse(Since(row["since"]!.AsArray()), [.. row["routes"]!.AsArray().Select(static route => Mode(route!))]));
        }
    }

    /// <summary>The configurations of a day or a report, ordered by their first use.</summary>
    public static IEnumerable<KeyValuePair<Totals.ConfigurationRow, ConfigurationUse>> InOrder(Totals totals) => totals.Configurations
        .OrderBy(static pair => pair.Value.Since[0]).ThenBy(static pair => pair.Key.Hash, StringComparer.Ordinal);

    private static ConfigurationUse.RouteMode Mode(JsonNode route) =>
        new(Text(route, "route"), Text(route, "policy"), Text(route, "level"), route["enforced"]!.GetValue<bool>());

    /// <summary>A configuration without a time is invalid.</summary>
    private static List<DateTimeOffset> Since(JsonArray times) =>
        times.Count > 0 ? [.. times.Select(static since => Time(since!.GetValue<string>()))] : throw new FormatException(
            "A configuration has no \"since\".");

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static IEnumerable<JsonNode> Rows(JsonNode json, string part) => json[part]?.AsArray().Select(static row => row!) ?? [];

    private static string Text(JsonNode row, string key) => row[key]!.GetValue<string>();
}
