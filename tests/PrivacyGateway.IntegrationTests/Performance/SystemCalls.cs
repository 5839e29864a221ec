using System.Diagnostics;
using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>Counts the gateway's system calls by name, with strace, while it lives.</summary>
internal sealed class SystemCalls : IDisposable
{
    /// <summary>How often threads wake each other is up to the scheduler of the machine; no two runs agree.</summary>
    private static readonly string[] Scheduling = ["futex", "sched_yield", "restart_syscall"];

    /// <summary>A call that is missing on one hit in ten still counts as one for each hit.</summary>
    private const double OnMostHits = 0.1;

    private readonly Process _strace;
    private readonly string _table;

    private SystemCalls(Process strace, string table) => (_strace, _table) = (strace, table);

    /// <summary>Null if tracing is not allowed here; the reason is returned.</summary>
    public static SystemCalls? TryAttach(int processId, string folder, out string reason)
    {
        reason = "";
        var table = Path.Combine(folder, "strace.txt");
        var start = new ProcessStartInfo(
            "strace", ["-f", "-c", "-U", "calls,name", "-o", table, "-p", processId.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        Process strace;
        try
        {
            strace = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            reason = missing.Message;
            return null;
        }

        var line = strace.StandardError.ReadLine() ?? "strace said nothing.";
        if (line.Contains("attached", StringComparison.Ordinal))
            return new SystemCalls(strace, table);
        strace.WaitForExit();
        strace.Dispose();
        reason = line;
        return null;
    }

    /// <summary>
    /// Resumes the gateway. A call that belongs to a hit is made on each one: for every name the whole number of calls for each hit counts,
    /// so that a timer's calls count for nothing.
    /// </summary>
    public double DetachPerHit(int hits)
    {
        using (var kill = Process.Start("/bin/sh", ["-c", "kill -INT \"$0\"", _strace.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        _strace.WaitForExit();
        return File.ReadLines(_table)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static parts => parts.Length == 2 && parts[1] != "total" && !Scheduling.Contains(parts[1]))
            .Sum(parts => long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
                ? Math.Floor((calls / (double)hits) + OnMostHits) : 0);
    }

    public void Dispose() => _strace.Dispose();
}
