using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Creates the report of a run.</summary>
internal static class Proof
{
    /// <exception cref="FormatException">The baseline is not a report.</exception>
    public static ProofReport CreateReport(CheckedConfig config, IReadOnlyList<ProbeResult> results, ProveOptions options)
    {
        var subjects = SubjectReports.From(results);
        var flags = RedFlags.From(config.Gateway);
        var conditions = ConditionTables.From(subjects, config.Gateway);
        return new ProofReport
        {
            At = options.At,
            Config = config,
            Subjects = subjects,
            Flags = flags,
            Conditions = conditions,
            NotProduced =
            [
                .. config.Gateway.Policies.SelectMany(policy => PlatformConsents.From(policy.Value.Signals, options.At).NotProduced.Select(
                    platform => $"policy {policy.Key}: {platform}")),
            ],
            Required = options.Require is { } name ? Requirement.From(name, config.Gateway, flags, conditions) : null,
            Changes = options.Baseline is { } baseline ? Changes.From(baseline, subjects) : null,
            Ledger = options.Period is { } period ? LedgerReport.Read([config.Gateway.DataDirectory!], period.First, period.Last) : null,
        };
    }
}
