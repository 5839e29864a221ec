using System.Globalization;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>The data that the gateway stores, and for how long.</summary>
internal static class RetentionPart
{
    public static void Write(HtmlWriter html, GatewayConfig config)
    {
        html.Heading(3, new LocalizedText("Retention in the gateway", "Aufbewahrung im Gateway"), "retention");
        html.Table(
            new LocalizedText("Stored data", "Gespeicherte Daten"),
            [new("Location", "Ort"), new("Data", "Daten"), new("Duration", "Dauer")],
            Rows(config)
                .Select(row => (IReadOnlyList<string>)[html.Localize(row.Where), html.Localize(row.Data), html.Localize(row.Time)]));
    }

    private static IEnumerable<(LocalizedText Where, LocalizedText Data, LocalizedText Time)> Rows(GatewayConfig config)
    {
        var hasDirectory = config.DataDirectory is not null;
        var minutes = config.Spool.MaxAge.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        yield return (
            new LocalizedText("Memory", "Arbeitsspeicher"),
            new LocalizedText("requests in progress with their client address; bodies; the pixel's files, without cookies",
                "laufende Anfragen mit ihrer IP-Adresse; Inhalte; die Dateien des Pixels, ohne Cookies"),
            new LocalizedText("until the response is written; files as long as their headers allow",
                "bis die Antwort geschrieben ist; Dateien so lange, wie ihre Header es erlauben"));
        yield return (
            new LocalizedText("Spool (disk)", "Spool (Festplatte)"),
            hasDirectory
                ? new LocalizedText("hits as they will be forwarded, while the track domain cannot be reached",
                    "Aufrufe, wie sie weitergeleitet werden, solange die Track-Domain nicht erreichbar ist")
                : new LocalizedText("nothing: no DataDirectory is configured", "nichts: kein DataDirectory konfiguriert"),
            hasDirectory ? new LocalizedText($"at most {minutes} minutes", $"höchstens {minutes} Minuten") : new LocalizedText("-", "-"));
        yield return (
            new LocalizedText("Ledger (disk)", "Ledger (Festplatte)"),
            hasDirectory ? new LocalizedText("counts per day, no personal data", "Zahlen je Tag, keine personenbezogenen Daten")
                : new LocalizedText("nothing: no DataDirectory is configured", "nichts: kein DataDirectory konfiguriert"),
            hasDirectory ? new LocalizedText("until you delete the files", "bis Sie die Dateien löschen") : new LocalizedText("-", "-"));
        yield return (
            new LocalizedText("Logs", "Protokolle"),
            config.AccessLog
                ? new LocalizedText("for each request route, decision, status and duration; no query, client address, cookie or User-Agent",
                    "je Anfrage Route, Entscheidung, Status und Dauer; keine Query, keine IP-Adresse, kein Cookie, kein User-Agent")
                : new LocalizedText("operational events; no line per request", "Ereignisse des Betriebs; keine Zeile je Anfrage"),
            new LocalizedText("as long as your log system stores them", "so lange Ihr Protokollsystem sie speichert"));
        yield return (
            new LocalizedText("Metrics", "Metriken"),
            new LocalizedText("counters labelled by names of the configuration", "Zähler nach Namen der Konfiguration"),
            new LocalizedText("until the process ends; then as long as your monitoring stores them",
                "bis der Prozess endet; dann so lange Ihre Überwachung sie speichert"));
    }
}
