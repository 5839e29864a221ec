using System.IO;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>Prints a recording as text: one row per hit, without values that the browser sent, then the notes.</summary>
internal static class RecordingPrinter
{
    private static readonly string[] Heading = ["#", "time", "host", "request", "decision", "removed", "answered by"];

    public static void Print(ExplainInput input, IReadOnlyList<RecordedHit> hits, IReadOnlyList<string> notes, TextWriter output)
    {
        var optOuts = input.OptOutCalls > 0 ? $", {Count(input.OptOutCalls, "opt-out call")}" : "";
        output.WriteLine($"{input.Name}: {Count(hits.Count, "hit")}{optOuts}, {Count(input.OtherRequests, "other request")}");
        string[][] rows = [Heading, .. hits.Select(Row)];
        var widths = Enumerable.Range(0, Heading.Length)
            .Select(column => hits.Count == 0 ? 0 : rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in hits.Count == 0 ? [] : rows)
            output.WriteLine(
                $"  {string.Join("  ", row.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()}");
        foreach (var note in notes)
            output.WriteLine($"note      {note}");
    }

    private static string[] Row(RecordedHit hit)
    {
        var explanation = hit.Explanation;
        var status = explanation.Status is { } own ? $" ({own})" : "";
        return
        [
            $"{hit.Number}",
            hit.Time ?? "-",
            hit.Host,
            hit.Name,
            explanation.Verdict,
            explanation.Outcome is null ? "-" : $"{hit.Removed}",
            explanation.ServedBy switch
            {
                null => "-",
                "upstream" => "track domain",
                var by => by + status,
            },
        ];
    }

    private static bool IsNumber(int column) => Heading[column] is "#" or "removed";

    private static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}
