using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The parsed options, with the contents of the files that they name.</summary>
internal sealed record ProveOptions
{
    /// <summary>The configuration file.</summary>
    public required string Config { get; init; }

    /// <summary>The output directory; null to write no files.</summary>
    public string? Out { get; init; }

    /// <summary>The requirement's name, or null.</summary>
    public string? Require { get; init; }

    /// <summary>The text of an earlier <c>report.json</c>, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>Recorded hits of the shop.</summary>
    public IReadOnlyList<TypedRequest> Recorded { get; init; } = [];

    /// <summary>The first and last day of the ledger's counts; null for none.</summary>
    public (DateOnly First, DateOnly Last)? Period { get; init; }

    /// <summary>The report's time.</summary>
    public required DateTimeOffset At { get; init; }
}
