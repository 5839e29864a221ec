using System.Globalization;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary>
/// Prints the report as CSV (RFC 4180): one row per count and day. The column <c>what</c> names the kind of count; columns that do not
/// apply are empty.
/// </summary>
internal static class ReportCsv
{
    private static readonly string[] Columns =
        ["day", "what", "route", "decision", "signal", "outcome", "rule", "kind", "enforced", "count", "configuration", "version",
            "revision", "since", "policy", "level"];

    public static void Print(LedgerReport report)
    {
        Console.WriteLine(string.Join(',', Columns));
        foreach (var (day, totals) in report.Days)
        {
            foreach (var row in Rows(totals))
            {
                row["day"] = DayFile.Text(day);
                Console.WriteLine(string.Join(',', Columns.Select(column => Cell(row.GetValueOrDefault(column, "")))));
            }
        }
    }

    private static IEnumerable<Dictionary<string, string>> Rows(Totals totals)
    {
        foreach (var (row, count) in totals.Hits.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal))
            yield return Row("hits", count, ("route", row.Route), ("decision", row.Decision), ("signal", row.Signal),
                ("outcome", row.Outcome), ("enforced", Text(row.Enforced)));
        foreach (var (row, count) in totals.Stripped.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal))
            yield return Row("withheld", count, ("route", row.Route), ("rule", row.Rule), ("enforced", Text(row.Enforced)));
        foreach (var (route, count) in totals.UnknownParameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            yield return Row("unknownParameters", count, ("route", route));
        foreach (var (row, count) in totals.Mismatches.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal))
            yield return Row("mismatches", count, ("route", row.Route), ("kind", row.Kind));
        yield return Row("guardViolations", totals.GuardViolations);
        foreach (var (configuration, use) in LedgerJson.InOrder(totals))
        {
            foreach (var (since, route) in use.Since.SelectMany(_ => use.Routes, static (since, route) => (since, route)))
            {
                yield return Row(
                    "configurations",
                    count: null,
                    ("route", route.Route), ("policy", route.Policy), ("level", route.Level), ("enforced", Text(route.Enforced)),
                    ("configuration", configuration.Hash), ("version", configuration.Version), ("revision", configuration.Revision),
                    ("since", LedgerJson.Text(since)));
            }
        }
    }

    private static Dictionary<string, string> Row(string table, long? count, params ReadOnlySpan<(string Column, string Value)> cells)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["what"] = table,
            ["count"] = count?.ToString(CultureInfo.InvariantCulture) ?? "",
        };
        foreach (var (column, value) in cells)
            row[column] = value;
        return row;
    }

    private static string Text(bool flag) => flag ? "true" : "false";

    /// <summary>Names of routes and policies are free text. A leading apostrophe keeps a spreadsheet from evaluating a formula.</summary>
    private static string Cell(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0]))
            value = $"'{value}";
        return value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
