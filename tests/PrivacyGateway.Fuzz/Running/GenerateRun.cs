using System.Diagnostics;
using System.Globalization;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary>This many generated inputs against one target, in this process.</summary>
internal sealed record GenerateRun(
    string Target, ulong Seed, long Executions, double Seconds, long PeakBefore, long PeakAfter, IReadOnlyList<Failure> Failures)
{
    /// <summary>Distinct findings; after this many the run ends.</summary>
    private const int MostFailures = 12;

    private const double Mebibyte = 1024 * 1024;

    public static GenerateRun Run(FuzzTarget target, long count, ulong seed)
    {
        var dice = new Dice(seed);
        var draft = new Draft();
        var failures = new Dictionary<string, Failure>(StringComparer.Ordinal);
        var before = PeakMemory();
        var start = Stopwatch.GetTimestamp();
        long executions = 0;
        while (executions < count && failures.Count < MostFailures)
        {
            target.Generate(draft, dice);
            executions++;
            if (Failure.Find(target, draft.Span) is { } description && !failures.ContainsKey(description))
                failures[description] = new Failure(target.Name, description, Shrinker.Shrink(target, draft.Span.ToArray(), description));
        }

        return new GenerateRun(
            target.Name, seed, executions, Stopwatch.GetElapsedTime(start).TotalSeconds, before, PeakMemory(), [.. failures.Values]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target,-18} seed {Seed,-12} {Executions,11:N0} executions {Seconds,7:F1} s {Executions / Seconds,9:N0}/s  peak memory "
            + $"{PeakBefore / Mebibyte:F0} -> {PeakAfter / Mebibyte:F0} MiB  findings {Failures.Count}");

    private static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
