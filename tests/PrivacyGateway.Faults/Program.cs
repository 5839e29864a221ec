using System.Runtime.InteropServices;
using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Measuring;
using PrivacyGateway.Faults.Staging;

namespace PrivacyGateway.Faults;

/// <summary>
/// Plays every scenario and prints the table. Exit code 0: every row passes; 1: one fails; 2: wrong arguments, or it did not finish.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var wanted = args.Where(static arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        var scenarios = Scenarios.All.Where(scenario => wanted.Count == 0
            || wanted.Exists(row => scenario.Name.Contains(row, StringComparison.OrdinalIgnoreCase))).ToList();
        if (args.Contains("--list"))
        {
            foreach (var scenario in scenarios)
                await Console.Out.WriteLineAsync(scenario.Name);
            return 0;
        }

        if (scenarios.Count == 0 || args.Except(wanted).Any(static option => option != "--short"))
        {
            await Console.Error.WriteLineAsync(
                "Usage: tests/faults/run.sh [--short] [--list] [ROW...]   ROW is a row's name, or a part of it.");
            return 2;
        }

        var form = args.Contains("--short") ? Form.Short : Form.Full;
        using var end = new CancellationTokenSource(form.Limit);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            // The longest and hardest row runs alone; the others may run together.
            var rows = new List<RowResult> { await Row.RunAsync(scenarios[0], form, end.Token) };
            rows.AddRange(await SideBySideAsync(scenarios.Skip(1), form, end.Token));
            await Console.Out.WriteLineAsync(Table.Format(rows));
            if (wanted.Count > 0)
                return rows.Exists(static row => row.Failed) ? 1 : 0;

            foreach (var line in await ResponseMeasurement.RunAsync(form, end.Token))
                await Console.Out.WriteLineAsync(line);
            foreach (var line in await SpoolMeasurement.RunAsync(form))
                await Console.Out.WriteLineAsync(line);
            return rows.Exists(static row => row.Failed) ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("It did not come to its end.");
            return 2;
        }

        // The gateways end with it, however it ends.
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.Cancel();
        }
    }

    private static async Task<RowResult[]> SideBySideAsync(IEnumerable<Scenario> scenarios, Form form, CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(form.SideBySide);
        return await Task.WhenAll(scenarios.Select(async scenario =>
        {
            await places.WaitAsync(cancellation);
            try
            {
                return await Row.RunAsync(scenario, form, cancellation);
            }
            finally
            {
                places.Release();
            }
        }));
    }
}
