using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The result of a run.</summary>
internal sealed record ProofReport
{
    /// <summary>The only field that differs between two runs of the same configuration and version.</summary>
    public required DateTimeOffset At { get; init; }

    public required CheckedConfig Config { get; init; }

    public required IReadOnlyList<SubjectReport> Subjects { get; init; }

    public required IReadOnlyList<RedFlag> Flags { get; init; }

    public required IReadOnlyList<ConditionTable> Conditions { get; init; }

    /// <summary>Consent platforms whose granting cookie cannot be written; their identified state was not tested.</summary>
    public required IReadOnlyList<string> NotProduced { get; init; }

    /// <summary>Null without <c>--require</c>.</summary>
    public Requirement? Required { get; init; }

    /// <summary>Null without <c>--baseline</c>.</summary>
    public Changes? Changes { get; init; }

    /// <summary>Null without <c>--from</c> and <c>--to</c>.</summary>
    public LedgerReport? Ledger { get; init; }

    public string Version { get; init; } = BuildInfo.Version;

    public string Revision { get; init; } = BuildInfo.Revision;

    public int Placements => Subjects.Sum(static subject => subject.Placements);

    public int Forwarded => Subjects.Sum(static subject => subject.Forwarded.Sum(static row => row.Count));

    public int Leaks => Subjects.Sum(static subject => subject.Leaks.Sum(static leak => leak.Count));

    /// <summary>Whether there are no leaks, the requirement is met, and the baseline comparison shows nothing new.</summary>
    public bool IsPassed => Leaks == 0 && Required is not { Unmet.Count: > 0 } && Changes is not { New.Count: > 0 };
}
