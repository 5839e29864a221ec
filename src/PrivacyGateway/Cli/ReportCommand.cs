using System.CommandLine;
using System.IO;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli;

/// <summary><c>report</c>: what was decided about hits, from the ledgers of one or several replicas.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var config = ConfigFile.Option();
        var from = new Option<string>("--from") { Description = "The first day, as 2026-11-25 (UTC).", Required = true };
        var to = new Option<string>("--to") { Description = "The last day, itself included.", Required = true };
        var data = new Option<string[]>("--data") { Description = "A replica's data directory; may be repeated, their numbers are added up. By default the configuration's.", DefaultValueFactory = static _ => [] };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("report", "Print how many hits were anonymous, identified or blocked, why, and what was withheld.") { config, from, to, data, json };
        command.SetAction(async (parsed, _) =>
        {
            if (!DayFile.TryParse(parsed.GetValue(from)!, out var first) || !DayFile.TryParse(parsed.GetValue(to)!, out var last))
                return Fail("a day is not of the form 2026-11-25. Write year, month and day with hyphens.");
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
                    return Fail($"{file} names no DataDirectory, so no ledger is kept. Set PrivacyGateway.DataDirectory, or name a directory with --data.");
                directories = [directory];
            }

            if (directories.FirstOrDefault(static directory => !Directory.Exists(directory)) is { } missing)
                return Fail($"the directory {missing} is not there. Name a gateway's data directory with --data.");
            return Print(LedgerReport.Read(directories, first, last), parsed.GetValue(json));
        });
        return command;
    }

    private static int Print(LedgerReport report, bool json)
    {
        foreach (var problem in report.Unreadable)
            Console.Error.WriteLine($"error: {problem} Its numbers are missing.");
        if (json)
            Console.WriteLine(report.Json());
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
