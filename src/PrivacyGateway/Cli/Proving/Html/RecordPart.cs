namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>A text for the record of processing activities.</summary>
internal static class RecordPart
{
    public static void Write(HtmlWriter html, ProofReport report)
    {
        html.Heading(3, new LocalizedText("For the record of processing activities (Art. 30 GDPR)",
            "Für das Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)"), "record");
        html.Paragraph(new LocalizedText("Fill in the text in square brackets.", "Ergänzen Sie den Text in eckigen Klammern."));
        html.Block(html.Localize(new LocalizedText(
            $"""
            Processing: audience measurement of {Hosts(report)} through a gateway.
            Controller and data protection officer: [name, contact].
            Purposes: measuring use of the site; [further purposes].
            Legal basis: [basis for each consent state].
            Data subjects: visitors of the site.
            Data without consent: {Data(report, isGerman: false, isConsented: false)}.
            Data with consent: {Data(report, isGerman: false, isConsented: true)}.
            Recipients: operator of the track domain [name, contract of {"[date]"}].
            Transfers to third countries: [country, safeguard].
            Erasure: see the table of retention; track domain: [period].
            Measures: rules enforced on the wire, configuration {report.Config.Gateway.Hash}, version {report.Version}; evidence of {ReportJson.Time(report.At)}.
            """,
            $"""
            Verarbeitung: Reichweitenmessung von {Hosts(report)} über ein Gateway.
            Verantwortlicher und Datenschutzbeauftragter: [Name, Kontakt].
            Zwecke: Messung der Nutzung der Website; [weitere Zwecke].
            Rechtsgrundlage: [je Einwilligungszustand].
            Betroffene: Besucher der Website.
            Daten ohne Einwilligung: {Data(report, isGerman: true, isConsented: false)}.
            Daten mit Einwilligung: {Data(report, isGerman: true, isConsented: true)}.
            Empfänger: Betreiber der Track-Domain [Name, Vertrag vom {"[Datum]"}].
            Übermittlung in Drittländer: [Land, Garantie].
            Löschung: siehe Tabelle der Aufbewahrung; Track-Domain: [Frist].
            Maßnahmen: auf der Leitung durchgesetzte Regeln, Konfiguration {report.Config.Gateway.Hash}, Version {report.Version}; Beleg vom {ReportJson.Time(report.At)}.
            """)));
    }

    private static string Hosts(ProofReport report) =>
        string.Join(", ", report.Subjects.Select(static subject => subject.Host).Distinct(StringComparer.Ordinal));

    private static string Data(ProofReport report, bool isGerman, bool isConsented)
    {
        var data = report.Subjects.Where(subject => subject.IsConsented == isConsented).SelectMany(static subject => subject.Forwarded)
            .Where(static row => row.Data != ReportedCategory.TrackDomainData).Select(static row => row.Data).Distinct().Order()
            .Select(one => Purposes.NameOf(one).In(isGerman)).ToArray();
        return data.Length == 0 ? isGerman ? "keine" : "none" : string.Join(", ", data);
    }
}
