namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>Building blocks for an impact assessment (Art. 35 GDPR), each with the evidence in this report.</summary>
internal static class AssessmentPart
{
    public static void Write(HtmlWriter html, ProofReport report)
    {
        html.Heading(3, new LocalizedText("Building blocks for an impact assessment", "Bausteine für eine Datenschutz-Folgenabschätzung"),
            "assessment");
        html.Paragraph(new LocalizedText("You must decide whether an assessment is needed (Art. 35 GDPR).",
            "Sie müssen entscheiden, ob eine Abschätzung nötig ist (Art. 35 DSGVO)."));
        html.Table(
            new LocalizedText("Risks, measures and evidence", "Risiken, Maßnahmen und Belege"),
            [new("Risk", "Risiko"), new("Measure", "Maßnahme"), new("Evidence here", "Beleg hier"),
                new("Remaining risk", "Verbleibendes Risiko")],
            Rows(report).Select(row => (IReadOnlyList<string>)[html.Localize(row.Risk), html.Localize(row.Measure),
                html.Localize(row.Evidence), html.Localize(row.Remains)]));
    }

    private static IEnumerable<(LocalizedText Risk, LocalizedText Measure, LocalizedText Evidence, LocalizedText Remains)> Rows(
        ProofReport report)
    {
        var anonymous = report.Subjects.Count(static subject => subject.Decision == StateDecision.Anonymous);
        yield return (
            new LocalizedText("A visitor is recognised without consent", "Ein Besucher wird ohne Einwilligung wiedererkannt"),
            new LocalizedText("identifiers, cookies and the client address are stripped from anonymous hits",
                "Kennungen, Cookies und die IP-Adresse werden aus anonymen Aufrufen entfernt"),
            new LocalizedText(
                $"tables of {anonymous} anonymous consent states", $"Tabellen von {anonymous} anonymen Einwilligungszuständen"),
            new LocalizedText("combinations of general data; processing by the vendor",
                "Kombinationen allgemeiner Daten; die Verarbeitung beim Anbieter"));
        yield return (
            new LocalizedText("Personal data in URLs of pages", "Personenbezogene Daten in URLs von Seiten"),
            new LocalizedText("identifying names are stripped from nested URLs at any depth",
                "kennzeichnende Namen werden aus verschachtelten URLs jeder Tiefe entfernt"),
            new LocalizedText("placements NestedUrl and DoublyNestedUrl", "Platzierungen NestedUrl und DoublyNestedUrl"),
            new LocalizedText("unknown names, under the level standard", "unbekannte Namen auf der Stufe standard"));
        yield return (
            new LocalizedText("The track domain marks a browser", "Die Track-Domain markiert einen Browser"),
            new LocalizedText("cookies, validators and other headers of its responses are stripped for anonymous visitors",
                "Cookies, Validatoren und andere Header ihrer Antworten werden für anonyme Besucher entfernt"),
            new LocalizedText("placements in responses", "Platzierungen in Antworten"),
            new LocalizedText("cookies that scripts of the page set", "Cookies, die Skripte der Seite setzen"));
        yield return (
            new LocalizedText("A change of the configuration forwards more", "Eine Änderung der Konfiguration leitet mehr weiter"),
            new LocalizedText("this run in the pipeline, with --baseline", "dieser Lauf in der Pipeline, mit --baseline"),
            report.Changes is null ? new LocalizedText("no baseline was named", "kein früherer Lauf angegeben") : new LocalizedText(
                $"new: {report.Changes.New.Count}", $"neu: {report.Changes.New.Count}"),
            new LocalizedText("changes at the vendor", "Änderungen beim Anbieter"));
    }
}
