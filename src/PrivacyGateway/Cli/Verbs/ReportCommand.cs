using System.CommandLine;
using System.IO;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>report</c>: prints the decisions about hits from the ledgers of one or several replicas.</summary>
internal static class ReportCommand
{
    private const int DefaultDays = 30;

    public static Command Create()
    {
        var config = ConfigFile.Option();
        var from = new Option<string?>("--from") { Description = "The first day, as 2026-11-25 (UTC). By default 30 days before --to." };
        var to = new Option<string?>("--to") { Description = "The last day, inclusive. By default today." };
        var data = new Option<string[]>("--data")
        {
            Description = "A replica's data directory; may be repeated, the counts are summed. By default the configuration's.",
            DefaultValueFactory = static _ => [],
        };
        var json = new Option<bool>("--json") { Description = "Print JSON: the sums." };
        var csv = new Option<bool>("--csv") { Description = "Print CSV: each day's counts." };
        const string Description =
            "Print how many hits were anonymous, identified or blocked, why, what was stripped, and under which configurations.";
        var command = new Command("report", Description) { config, from, to, data, json, csv };
        command.SetAction(async (parsed, _) =>
        {
            var last = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            if (parsed.GetValue(to) is { } toText && !DayFile.TryParse(toText, out last))
                return FailDay("--to", toText);
            var first = last.DayNumber > DefaultDays ? last.AddDays(-DefaultDays) : DateOnly.MinValue;
            if (parsed.GetValue(from) is { } fromText && !DayFile.TryParse(fromText, out first))
                return FailDay("--from", fromText);
            if (parsed.GetValue(json) && parsed.GetValue(csv))
                return Fail("--json and --csv exclude each other. Name one of them.");
            if (last < first && parsed.GetValue(to) is null)
                return Fail(
                    $"--from {DayFile.Text(first)} is after today, {DayFile.Text(last)} (UTC). Name an earlier day, or --to as well.");
            if (last < first)
                return Fail($"--to {DayFile.Text(last)} is before --from {DayFile.Text(first)}. Swap them.");

            var directories = parsed.GetValue(data)!;
            if (directories.Length == 0)
            {
                var file = parsed.GetValue(config)!;
                var (loaded, problems) = await ConfigFile.LoadAsync(file);
                if (loaded is null)
                {
                    ConfigFile.Report(file, problems);
                    return ExitCodes.Wrong;
                }

                if (loaded.Gateway.DataDirectory is not { } directory)
                    return Fail(
                        $"{file} names no DataDirectory, so no ledger is kept. Set PrivacyGateway.DataDirectory, or name a directory with "
                            + "--data.");
                directories = [directory];
            }

            if (directories.FirstOrDefault(static directory => !Directory.Exists(directory)) is { } missing)
                return Fail($"the directory {missing} does not exist. Name a gateway's data directory with --data.");
            return Print(LedgerReport.Read(directories, first, last), parsed.GetValue(json), parsed.GetValue(csv));
        });
        return command;
    }

    private static int FailDay(string option, string text) =>
        Fail($"{option} {text} is not a day of the form 2026-11-25. Write year, month and day with hyphens.");

    private static int Print(LedgerReport report, bool json, bool csv)
    {
        foreach (var problem in report.Unreadable)
            Console.Error.WriteLine($"error: {problem} Its counts are missing.");
        if (json)
            Console.WriteLine(report.Json());
        else if (csv)
            ReportCsv.Print(report);
        else
            ReportPrinter.Print(report);
        return report.Unreadable.Count == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message}");
        return ExitCodes.Wrong;
    }
}
