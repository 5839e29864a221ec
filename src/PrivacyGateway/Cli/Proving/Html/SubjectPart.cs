namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>For each route and consent state, the data that was stripped and the data that was forwarded.</summary>
internal static class SubjectPart
{
    /// <summary>Parameters named in a cell; report.json has all.</summary>
    private const int MaxNames = 40;

    private static readonly LocalizedText[] OverviewColumns =
    [
        new("Route", "Route"), new("Policy, level", "Richtlinie, Stufe"), new("Consent state", "Einwilligungszustand"),
        new("Hits are", "Aufrufe sind"),
        new("Placements", "Platzierungen"), new("Forwarded", "Weitergeleitet"), new("Leaks", "Lecks"),
    ];

    private static readonly LocalizedText[] StrippedColumns = [
        new("Data", "Daten"), new("Names", "Namen"), new("Values", "Werte"), new("Rule", "Regel")];

    private static readonly LocalizedText[] LeftColumns =
    [
        new("Data", "Daten"), new("Names", "Namen"), new("Example", "Beispiel"), new("Purpose", "Zweck"),
        new("Why it is forwarded", "Warum es weitergeleitet wird"),
        new("Rule that would strip it", "Regel, die es entfernen würde"),
    ];

    public static void Write(HtmlWriter html, ProofReport report)
    {
        html.Heading(3, new LocalizedText("Forwarded and stripped data", "Weitergeleitete und entfernte Daten"), "left");
        html.Table(new LocalizedText("All consent states", "Alle Einwilligungszustände"), OverviewColumns, report.Subjects.Select(
            subject => (IReadOnlyList<string>)
        [
            subject.Route, subject.Level is { } level
                ? $"{subject.Policy}, {ReportJson.Name(level)}" : subject.Policy, subject.State, html.Localize(NameOf(subject.Decision)),
            VerdictPart.Number(subject.Placements, html.IsGerman), VerdictPart.Number(
                subject.Forwarded.Sum(static row => row.Count), html.IsGerman),
            VerdictPart.Number(subject.Leaks.Sum(static leak => leak.Count), html.IsGerman),
        ]));
        foreach (var subject in report.Subjects)
            Write(html, subject);
    }

    public static LocalizedText NameOf(StateDecision decision) => decision switch
    {
        StateDecision.Identified => new LocalizedText("identified", "identifiziert"),
        StateDecision.Anonymous => new LocalizedText("anonymous", "anonym"),
        StateDecision.Blocked => new LocalizedText("not forwarded", "nicht weitergeleitet"),
        StateDecision.Shadow => new LocalizedText("anonymous, but not enforced", "anonym, aber nicht durchgesetzt"),
        _ => new LocalizedText("forwarded unchanged", "unverändert weitergeleitet"),
    };

    private static void Write(HtmlWriter html, SubjectReport subject)
    {
        var where = $"{subject.Route}, {subject.State}";
        html.Heading(4, new LocalizedText(
            $"Route {where}: {NameOf(subject.Decision).English}", $"Route {where}: {NameOf(subject.Decision).German}"));
        html.Table(new LocalizedText($"Stripped: {where}", $"Entfernt: {where}"), StrippedColumns,
            subject.Stripped.GroupBy(static row => (row.Data, row.Rule)).Select(group => (IReadOnlyList<string>)
        [
            html.Localize(Purposes.NameOf(group.Key.Data)), Names(group.Select(static row => row.Name), html),
            VerdictPart.Number(group.Sum(static row => row.Count), html.IsGerman), group.Key.Rule ?? "-",
        ]));
        html.Table(
            new LocalizedText($"Forwarded: {where}", $"Weitergeleitet: {where}"),
            LeftColumns,
            subject.Forwarded.GroupBy(static row => (row.Data, row.Rule)).Select(group => (IReadOnlyList<string>)
            [
                html.Localize(Purposes.NameOf(group.Key.Data)), Names(group.Select(static row => row.Name), html),
                $"{group.First().Name}={group.First().Example}", html.Localize(Purposes.For(group.Key.Data)),
                html.Localize(Purposes.WhyForwarded(subject, group.First())), group.Key.Rule ?? Purposes.RuleThatWouldStrip(
                    subject, group.First()),
            ]));
        if (subject.Refused.Count > 0)
        {
            var refused = string.Join(", ", subject.Refused.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => $"{pair.Key}: {pair.Value}"));
            html.Paragraph(new LocalizedText($"Requests that the gateway refused, by status: {refused}. None of them was forwarded.",
                $"Anfragen, die das Gateway abgelehnt hat, nach Status: {refused}. Keine davon wurde weitergeleitet."));
        }
    }

    private static string Names(IEnumerable<string> names, HtmlWriter html)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", all.Take(MaxNames));
        var more = all.Length - MaxNames;
        return more <= 0
            ? shown
            : $"{shown} {html.Localize(new LocalizedText($"and {more} more (report.json)", $"und {more} weitere (report.json)"))}";
    }
}
