using System.Globalization;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>The first page: the verdict, the tested build and configuration, and the red flags.</summary>
internal static class VerdictPart
{
    public static void Write(HtmlWriter html, ProofReport report, string hash)
    {
        html.Heading(3, new LocalizedText("Verdict", "Ergebnis"), "verdict");
        html.Paragraph(Verdict(report), report.IsPassed ? "verdict fine" : "verdict bad");
        foreach (var flag in report.Flags)
            html.Paragraph(new LocalizedText($"{flag.Text.English} Key: {flag.Key}.", $"{flag.Text.German} Schlüssel: {flag.Key}."), "red");
        foreach (
            var finding in report.Subjects.SelectMany(static subject => subject.Leaks.Select(leak => Findings.Describe(subject, leak))))
            html.Paragraph(new LocalizedText($"Leak: {finding}", $"Leck: {finding}"), "red");
        html.Facts(
        [
            (new LocalizedText("Configuration (hash)", "Konfiguration (Prüfsumme)"), report.Config.Gateway.Hash),
            (new LocalizedText("Version", "Version"), $"{report.Version} ({report.Revision})"),
            (new LocalizedText("Time of the run", "Zeitpunkt des Laufs"), ReportJson.Time(report.At)),
            (new LocalizedText("Placements", "Platzierungen"), Number(report.Placements, html.IsGerman)),
            (new LocalizedText("Forwarded", "Weitergeleitet"), Number(report.Forwarded, html.IsGerman)),
            (new LocalizedText("Leaks", "Lecks"), Number(report.Leaks, html.IsGerman)),
            (new LocalizedText("SHA-256 of report.json", "SHA-256 von report.json"), hash),
        ]);
        if (report.Required is { Unmet.Count: > 0 } required)
        {
            html.Heading(4, new LocalizedText($"Not met: --require {required.Name}", $"Nicht erfüllt: --require {required.Name}"));
            html.List(required.Unmet);
        }

        if (report.Changes is { } changes)
        {
            html.Heading(4, new LocalizedText("Compared with the baseline", "Verglichen mit dem früheren Lauf"));
            html.Paragraph(new LocalizedText(
                $"New: {changes.New.Count}. Gone: {changes.Gone.Count}.", $"Neu: {changes.New.Count}. Entfallen: {changes.Gone.Count}."));
            html.List(changes.New);
        }

        html.Heading(4, new LocalizedText("Method", "Methode"));
        html.Paragraph(new LocalizedText(
            "The gateway was started with this configuration; only its URLs were replaced. Unique values were placed wherever an "
                + "identifier can hide: in parameters of every known name, in several encodings, in cookies, headers, nested URLs and "
                + "batches, in every consent state that the configuration can produce, and in the track domain's responses. The verdict is "
                + "based on the values that the track domain received, decoded until nothing changed, not on the gateway's own records.",
            "Das Gateway wurde mit dieser Konfiguration gestartet; nur seine URLs wurden ersetzt. Eindeutige Werte wurden überall "
                + "platziert, wo sich eine Kennung verbergen kann: in Parametern jedes bekannten Namens, in mehreren Kodierungen, in "
                + "Cookies, Headern, verschachtelten URLs und Stapeln, in jedem Einwilligungszustand, den die Konfiguration ergeben kann, "
                + "und in den Antworten der Track-Domain. Das Ergebnis beruht auf den Werten, die die Track-Domain erhielt, dekodiert bis "
                + "sich nichts mehr änderte, nicht auf den Aufzeichnungen des Gateways."));
        html.Paragraph(new LocalizedText(
            "This report shows which data is forwarded. It does not answer whether consent is needed, how the vendor uses the data, or "
                + "whether the processing is lawful.",
            "Dieser Bericht zeigt, welche Daten weitergeleitet werden. Er beantwortet nicht, ob eine Einwilligung nötig ist, wie der "
                + "Anbieter die Daten nutzt oder ob die Verarbeitung rechtmäßig ist."));
        if (report.NotProduced.Count > 0)
        {
            html.Paragraph(new LocalizedText("Not tested: consent of these platforms, whose cookies prove cannot write:",
                "Nicht geprüft: Einwilligungen dieser Plattformen, deren Cookies prove nicht schreiben kann:"), "red");
            html.List(report.NotProduced);
        }
    }

    public static string Number(long number, bool isGerman) =>
        number.ToString("N0", CultureInfo.GetCultureInfo(isGerman ? "de-DE" : "en-GB"));

    private static LocalizedText Verdict(ProofReport report) => report switch
    {
        { Leaks: > 0 } => new LocalizedText($"{report.Leaks} values were forwarded that the configuration promises to strip.",
            $"{report.Leaks} Werte wurden weitergeleitet, deren Entfernung die Konfiguration zusagt."),
        { Required: { Unmet.Count: > 0 } required } =>
            new LocalizedText($"All values that the configuration promises to strip were stripped, but \"{required.Name}\" is not met.",
                $"Alle Werte, deren Entfernung die Konfiguration zusagt, wurden entfernt, aber „{required.Name}“ ist nicht erfüllt."),
        { Changes.New.Count: > 0 } => new LocalizedText(
            "More data is forwarded than in the baseline.", "Es werden mehr Daten weitergeleitet als im früheren Lauf."),
        _ => new LocalizedText("All values that the configuration promises to strip were stripped.",
            "Alle Werte, deren Entfernung die Konfiguration zusagt, wurden entfernt."),
    };
}
