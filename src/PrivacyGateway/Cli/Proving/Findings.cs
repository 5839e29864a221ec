namespace PrivacyGateway.Cli.Proving;

/// <summary>Formats findings, one line each.</summary>
internal static class Findings
{
    public static string Describe(SubjectReport subject, ForwardedRow leak) =>
        $"{leak.Name} ({string.Join(", ", leak.Places)}) was forwarded on route {subject.Route}, policy {subject.Policy}, {subject.State}: "
            + $"{leak.Count} of its values. {Remedy(subject, leak)}";

    public static IEnumerable<string> All(ProofReport report) =>
        report.Subjects.SelectMany(static subject => subject.Leaks.Select(leak => $"leak: {Describe(subject, leak)}"))
            .Concat((report.Required?.Unmet ?? []).Select(unmet => $"not met: --require {report.Required!.Name}: {unmet}"))
            .Concat((report.Changes?.New ?? []).Select(static change => $"new: {change} is forwarded, and was not in the baseline."))
            .Concat((report.Changes?.Gone ?? []).Select(static change => $"gone: {change} was forwarded in the baseline, and is not now."));

    private static string Remedy(SubjectReport subject, ForwardedRow leak) => subject.Decision == StateDecision.Shadow
        ? $"The rule {leak.Rule} only counts: the policy is in shadow mode. Write \"enforce\": true."
        : $"The rule {leak.Rule} should have stripped it.";
}
