using System.Globalization;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary>Prints the report as text tables.</summary>
internal static class ReportPrinter
{
    /// <summary>Further missing days are only counted.</summary>
    private const int MaxMissing = 10;

    /// <summary>Columns that are aligned to the right.</summary>
    private static readonly string[] Numbers = ["hits", "share", "withheld", "unknown parameters", "times"];

    public static void Print(LedgerReport report)
    {
        Console.WriteLine($"{DayFile.Text(report.From)} to {DayFile.Text(report.To)} (UTC): {Number(report.Hits)} hits");
        if (report.Missing.Count > 0)
            Console.WriteLine(
                $"no numbers of: {string.Join(", ", report.Missing.Take(MaxMissing))}{(report.Missing.Count > MaxMissing ? $", and {report.Missing.Count - MaxMissing} more" : "")}");

        Console.WriteLine();
        var totals = report.Totals;
        Table(["decision", "hits", "share"], totals.Hits.GroupBy(static pair => Decision(pair.Key.Decision, pair.Key.Enforced),
            static pair => pair.Value).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<string>)[group.Key, Number(group.Sum()), Share(group.Sum(), report.Hits)]));
        Table(["route", "decision", "signal", "outcome", "hits"], totals.Hits
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenByDescending(static pair => pair.Value)
            .Select(static pair => (IReadOnlyList<string>)[pair.Key.Route, Decision(pair.Key.Decision, pair.Key.Enforced), pair.Key.Signal,
                pair.Key.Outcome, Number(pair.Value)]));
        Table(["route", "rule", "withheld"], totals.Stripped
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenByDescending(static pair => pair.Value)
            .Select(static pair => (IReadOnlyList<string>)[pair.Key.Route, pair.Key.Enforced ? pair.Key.Rule
                : $"{pair.Key.Rule} (shadow: forwarded)", Number(pair.Value)]));
        Table(["route", "page contradicts policy", "hits", "share"], totals.Mismatches
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenByDescending(static pair => pair.Value)
            .Select(pair => (IReadOnlyList<string>)[pair.Key.Route, pair.Key.Kind, Number(pair.Value),
                Share(pair.Value, HitsOf(totals, pair.Key.Route))]));
        Table(["route", "unknown parameters"], totals.UnknownParameters
            .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => (IReadOnlyList<string>)[pair.Key, Number(pair.Value)]));
        Console.WriteLine($"guard violations: {Number(totals.GuardViolations)}");
        Console.WriteLine();
        PrintConfigurations(totals);
    }

    /// <summary>Prints the configurations of the period, and the mode of each route.</summary>
    private static void PrintConfigurations(Totals totals)
    {
        if (totals.Configurations.Count == 0)
        {
            Console.WriteLine("configurations: unknown; an older version wrote these days.");
            return;
        }

        var configurations = LedgerJson.InOrder(totals).ToList();
        Table(["configuration", "version", "first applied", "last applied", "times"], configurations.Select(
            static pair => (IReadOnlyList<string>)
            [pair.Key.Hash, $"{pair.Key.Version} ({Short(pair.Key.Revision)})", LedgerJson.Text(pair.Value.Since[0]),
                LedgerJson.Text(pair.Value.Since[^1]), Number(pair.Value.Since.Count)]));
        Table(["route", "policy", "level", "mode", "configurations"], configurations
            .SelectMany(static pair => pair.Value.Routes.Select(route => (Route: route, pair.Key.Hash)))
            .GroupBy(static one => one.Route, static one => one.Hash)
            .OrderBy(static group => group.Key.Route, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<string>)[group.Key.Route, group.Key.Policy, group.Key.Level,
                group.Key.Enforced ? "enforced" : "shadow", string.Join(", ", group.Distinct(StringComparer.Ordinal))]));
    }

    private static long HitsOf(Totals totals, string route) =>
        totals.Hits.Where(pair => pair.Key.Route == route).Sum(static pair => pair.Value);

    private static string Decision(string decision, bool isEnforced) =>
        isEnforced ? decision : $"{decision} (shadow: forwarded as identified)";

    /// <summary>Prints nothing for a table without rows.</summary>
    private static void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> body)
    {
        List<IReadOnlyList<string>> rows = [head, .. body];
        if (rows.Count == 1)
            return;
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => Numbers.Contains(head[column])
                ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        Console.WriteLine();
    }

    private static string Short(string revision) => revision.Length > 7 ? revision[..7] : revision;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) =>
        whole == 0 ? "-" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
