using System.Globalization;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary>The report as tables for a person.</summary>
internal static class ReportPrinter
{
    /// <summary>Missing days beyond these are only counted.</summary>
    private const int MostMissing = 10;

    /// <summary>Columns that are aligned to the right.</summary>
    private static readonly string[] Numbers = ["hits", "share", "withheld"];

    public static void Print(LedgerReport report)
    {
        Console.WriteLine($"{DayFile.Text(report.From)} to {DayFile.Text(report.To)} (UTC): {Number(report.Hits)} hits");
        if (report.Missing.Count > 0)
            Console.WriteLine($"no numbers of: {string.Join(", ", report.Missing.Take(MostMissing))}{(report.Missing.Count > MostMissing ? $", and {report.Missing.Count - MostMissing} more" : "")}");

        Console.WriteLine();
        Table(["decision", "hits", "share"], report.Totals.Hits.GroupBy(static pair => Decision(pair.Key.Decision, pair.Key.Enforced), static pair => pair.Value)
            .Select(group => (IReadOnlyList<string>)[group.Key, Number(group.Sum()), Share(group.Sum(), report.Hits)]));
        Table(["route", "decision", "signal", "outcome", "hits"], report.Totals.Hits
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenByDescending(static pair => pair.Value)
            .Select(static pair => (IReadOnlyList<string>)[pair.Key.Route, Decision(pair.Key.Decision, pair.Key.Enforced), pair.Key.Signal, pair.Key.Outcome, Number(pair.Value)]));
        Table(["route", "rule", "withheld"], report.Totals.Withheld
            .OrderBy(static pair => pair.Key.Route, StringComparer.Ordinal).ThenByDescending(static pair => pair.Value)
            .Select(static pair => (IReadOnlyList<string>)[pair.Key.Route, pair.Key.Enforced ? pair.Key.Rule : $"{pair.Key.Rule} (shadow: it left)", Number(pair.Value)]));
    }

    private static string Decision(string decision, bool isEnforced) => isEnforced ? decision : $"{decision} (shadow: left identified)";

    private static void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> body)
    {
        List<IReadOnlyList<string>> rows = [head, .. body];
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => Numbers.Contains(head[column]) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        Console.WriteLine();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => whole == 0 ? "-" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
