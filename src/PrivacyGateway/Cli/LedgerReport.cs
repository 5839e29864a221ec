using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary>Days of one or several ledgers, added up.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Totals">The sum.</param>
/// <param name="Missing">Days of which a directory has no file: no hit came, or nothing ran, or it was kept elsewhere.</param>
/// <param name="Unreadable">What is wrong with files that cannot be read.</param>
internal sealed record LedgerReport(DateOnly From, DateOnly To, Totals Totals, IReadOnlyList<string> Missing, IReadOnlyList<string> Unreadable)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public long Hits => Totals.Hits.Values.Sum();

    public static LedgerReport Read(IReadOnlyList<string> directories, DateOnly from, DateOnly to)
    {
        var (totals, missing, unreadable) = (new Totals(), new List<string>(), new List<string>());
        foreach (var directory in directories)
        {
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                try
                {
                    if (DayFile.Read(DayFile.PathOf(Path.Combine(directory, DayFile.Folder), day)) is { } found)
                        totals.Add(found);
                    else
                        missing.Add(directories.Count == 1 ? DayFile.Text(day) : $"{DayFile.Text(day)} in {directory}");
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    unreadable.Add(exception.Message);
                }

                if (day == DateOnly.MaxValue)
                    break;
            }
        }

        return new LedgerReport(from, to, totals, missing, unreadable);
    }

    public string Json() => new JsonObject
    {
        ["from"] = DayFile.Text(From),
        ["to"] = DayFile.Text(To),
        ["total"] = Hits,
        ["hits"] = DayFile.Hits(Totals),
        ["withheld"] = DayFile.Withheld(Totals),
        ["missing"] = new JsonArray([.. Missing.Select(static day => JsonValue.Create(day))]),
    }.ToJsonString(Indented);
}
