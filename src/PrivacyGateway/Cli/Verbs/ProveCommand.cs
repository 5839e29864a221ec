using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Cli.Proving.Html;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>prove</c>: shows by test traffic which data a configuration forwards.</summary>
internal static class ProveCommand
{
    public const string Name = "prove";

    public static Command Create()
    {
        var input = new ProveInput();
        var command =
            new Command(Name,
                "Start the configured gateway against a recording track domain, send canaries wherever an identifier can hide, and report "
                    + "which were forwarded.");
        input.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await RunAsync(input.Read(parsed), stop);
            }
            catch (FormatException exception)
            {
                return Fail(exception.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ProveOptions options, CancellationToken stop)
    {
        var (config, problems) = await ConfigFile.LoadAsync(options.Config, FileCheck.Skip);
        if (config is null)
        {
            ConfigFile.Report(options.Config, problems);
            return ExitCodes.Unavailable;
        }

        if (options.Period is not null && config.Gateway.DataDirectory is null)
            return Fail(
                $"--from: {options.Config} names no DataDirectory, so no ledger is kept. Set PrivacyGateway.DataDirectory, or remove "
                    + "--from and --to.");
        try
        {
            var results = await new ProofRun(config, TimeProvider.System.GetUtcNow(), Progress) { Recorded = options.Recorded }
                .RunAsync(stop).ToListAsync(stop);
            var report = Proof.CreateReport(config, results, options);
            if (report.Ledger is { Unreadable: [var unreadable, ..] })
                return Fail($"--from: {unreadable} Without it the report's counts would be wrong.");
            if (options.Out is { } folder)
                OutputFolder.Write(folder, report, results);
            foreach (var finding in Findings.All(report))
                Console.WriteLine(finding);
            Console.WriteLine($"placements {report.Placements}, leaks {report.Leaks}");
            return report.IsPassed ? ExitCodes.Fine : ExitCodes.Wrong;
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or InvalidOperationException or UnauthorizedAccessException)
        {
            return Fail($"{options.Config}: {exception.Message}");
        }
    }

    /// <summary>Only for terminals; a pipeline's log does not need progress.</summary>
    private static void Progress(int done, int all)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{done} of {all} consent states{(done == all ? "\n" : "")}");
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message}");
        return ExitCodes.Unavailable;
    }
}
