using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>The decisions about real hits in a period, from the ledger.</summary>
internal static class LedgerPart
{
    public static void Write(HtmlWriter html, ProofReport report)
    {
        html.Heading(3, new LocalizedText("In operation", "Im Betrieb"), "ledger");
        if (report.Ledger is not { } ledger)
        {
            html.Paragraph(new LocalizedText(
                "No period was requested. With --from and --to this section shows the ledger's counts: hits, share of anonymous hits, "
                    + "signals, configurations, versions, shadow mode.",
                "Es wurde kein Zeitraum angegeben. Mit --from und --to zeigt dieser Abschnitt die Zahlen des Ledgers: Aufrufe, Anteil der "
                    + "anonymen Aufrufe, Signale, Konfigurationen, Versionen, Schattenmodus."));
            return;
        }

        var totals = ledger.Totals;
        html.Table(
            new LocalizedText($"Decisions from {DayFile.Text(ledger.From)} to {DayFile.Text(ledger.To)} (UTC)",
                $"Entscheidungen von {DayFile.Text(ledger.From)} bis {DayFile.Text(ledger.To)} (UTC)"),
            [new("Decision", "Entscheidung"), new("Signal", "Signal"), new("Hits", "Aufrufe"), new("Share", "Anteil")],
            totals.Hits.GroupBy(static pair => (pair.Key.Decision, pair.Key.Signal)).OrderBy(static group => group.Key.Decision,
                StringComparer.Ordinal).ThenBy(static group => group.Key.Signal, StringComparer.Ordinal)
                .Select(group => (Key: group.Key, Count: group.Sum(static pair => pair.Value))).Select(row => (IReadOnlyList<string>)
                [
                    row.Key.Decision, row.Key.Signal, VerdictPart.Number(row.Count, html.IsGerman),
                    $"{VerdictPart.Number(ledger.Hits == 0 ? 0 : row.Count * 100 / ledger.Hits, html.IsGerman)} %",
                ]));
        html.Table(
            new LocalizedText("Configurations in use", "Verwendete Konfigurationen"),
            [new("Hash", "Prüfsumme"), new("Version", "Version"), new("First used", "Zuerst verwendet"),
                new("Shadow mode", "Schattenmodus")],
            totals.Configurations.OrderBy(static pair => pair.Value.Since[0]).Select(pair => (IReadOnlyList<string>)
            [
                pair.Key.Hash, $"{pair.Key.Version} ({pair.Key.Revision})", ReportJson.Time(pair.Value.Since[0]),
                html.Localize(pair.Value.Routes.Any(static route => !route.Enforced)
                    ? new LocalizedText("yes", "ja") : new LocalizedText("no", "nein")),
            ]));
        html.Paragraph(new LocalizedText(
            $"Guard violations: {totals.GuardViolations}. Days without counts: {ledger.Missing.Count}.",
            $"Verstöße, die der Guard aufgehalten hat: {totals.GuardViolations}. Tage ohne Zahlen: {ledger.Missing.Count}."));
    }
}
