using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary>The sums of one or several ledgers over a period.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Days">Each day's sum over the directories.</param>
/// <param name="Missing">Days without a file in a directory: there was no hit, no gateway ran, or the file is in another directory.</param>
/// <param name="Unreadable">Error messages of files that cannot be read.</param>
internal sealed record LedgerReport(DateOnly From, DateOnly To, IReadOnlyList<(DateOnly Day, Totals Totals)> Days,
    IReadOnlyList<string> Missing, IReadOnlyList<string> Unreadable)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The sum of all days.</summary>
    public Totals Totals { get; } = Sum(Days.Select(static day => day.Totals));

    public long Hits => Totals.Hits.Values.Sum();

    public static LedgerReport Read(IReadOnlyList<string> directories, DateOnly from, DateOnly to)
    {
        var (days, missing, unreadable) = (new List<(DateOnly, Totals)>(), new List<string>(), new List<string>());
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var found = new List<Totals>();
            foreach (var directory in directories)
            {
                try
                {
                    if (DayFile.Read(DayFile.PathOf(Path.Combine(directory, DayFile.Folder), day)) is { } totals)
                        found.Add(totals);
                    else
                        missing.Add(directories.Count == 1 ? DayFile.Text(day) : $"{DayFile.Text(day)} in {directory}");
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    unreadable.Add(exception.Message);
                }
            }

            if (found.Count > 0)
                days.Add((day, Sum(found)));
            if (day == DateOnly.MaxValue)
                break;
        }

        return new LedgerReport(from, to, days, missing, unreadable);
    }

    public string Json() => LedgerJson.Write(
        new JsonObject
        {
            ["from"] = DayFile.Text(From),
            ["to"] = DayFile.Text(To),
            ["total"] = Hits,
            ["hits"] = DayFile.Hits(Totals),
            ["withheld"] = DayFile.Stripped(Totals),
            ["missing"] = new JsonArray([.. Missing.Select(static day => JsonValue.Create(day))]),
        },
        Totals).ToJsonString(Indented);

    private static Totals Sum(IEnumerable<Totals> all)
    {
        var sum = new Totals();
        foreach (var totals in all)
            sum.Add(totals);
        return sum;
    }
}
