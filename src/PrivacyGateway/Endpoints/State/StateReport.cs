namespace PrivacyGateway.Endpoints.State;

/// <summary>The gateway at one moment: nothing in it is of a visitor.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Revision">The commit that was built.</param>
/// <param name="Host">The machine's name, which tells replicas apart.</param>
/// <param name="StartedAt">When the process began to serve.</param>
/// <param name="Now">When the report was made.</param>
/// <param name="Tone">Of the whole.</param>
/// <param name="Verdict">In a word or two.</param>
/// <param name="Findings">The problems that need attention, a sentence each.</param>
/// <param name="Sections">In order.</param>
internal sealed record StateReport(
    string Version,
    string Revision,
    string Host,
    DateTimeOffset StartedAt,
    DateTimeOffset Now,
    StateTone Tone,
    string Verdict,
    IReadOnlyList<StateFinding> Findings,
    IReadOnlyList<StateSection> Sections);
