namespace PrivacyGateway.Cli.Proving;

/// <summary>Aggregates the results of a run by subject.</summary>
internal static class SubjectReports
{
    public static IReadOnlyList<SubjectReport> From(IReadOnlyList<ProbeResult> results)
    {
        var found = results.SelectMany(static result => result.Found).ToHashSet();
        return [.. results.GroupBy(static result => result.Probe.Subject).Select(group => From(group.Key, [.. group], found))];
    }

    private static SubjectReport From(ProbeSubject subject, IReadOnlyList<ProbeResult> results, HashSet<Placement> found)
    {
        var placed = results.SelectMany(static result => result.Probe.Placements).ToArray();
        var left = placed.Where(found.Contains).GroupBy(static placement => (placement.Name, placement.Data, placement.Rule)).Select(
            static group =>
            new ForwardedRow(group.Key.Name, group.Key.Data, Places(group), group.First().Value, group.Count(), group.Key.Rule));
        var stripped = placed.Where(placement => !found.Contains(placement))
            .GroupBy(static placement => (placement.Name, placement.Data, placement.Rule)).Select(static group =>
            new StrippedRow(group.Key.Name, group.Key.Data, Places(group), group.Count(), group.Key.Rule));
        var refused = results.Select(static result => result.Returned.FirstLine.Split(' ')).Where(
            static line => line is [_, ['4' or '5', ..], ..])
            .GroupBy(static line => line[1]).ToDictionary(static group => group.Key, static group => group.Count());
        return new SubjectReport(
            subject.Route.Id,
            subject.Host,
            subject.Route.Policy,
            subject.Policy?.Level,
            subject.State.Name,
            subject.Decision,
            placed.Length,
            [.. stripped.OrderBy(static row => row.Data).ThenBy(static row => row.Name, StringComparer.Ordinal)
                .ThenBy(static row => row.Rule, StringComparer.Ordinal)],
            [.. left.OrderBy(static row => row.Rule is null).ThenBy(static row => row.Data)
                .ThenBy(static row => row.Name, StringComparer.Ordinal)],
            refused,
            Expired(results))
        {
            IsConsented = subject.State.IsConsent,
        };
    }

    private static CanaryLocation[] Places(IEnumerable<Placement> placements) =>
        [.. placements.Select(static placement => placement.Location).Distinct().Order()];

    private static string[] Expired(IReadOnlyList<ProbeResult> results) =>
    [
        .. results.Where(static result => result.Probe.IsControl).SelectMany(static result => result.Returned.Headers)
            .Where(static header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
                && header.Value.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase))
            .Select(static header => header.Value.Split('=')[0]).Distinct(StringComparer.Ordinal),
    ];
}
