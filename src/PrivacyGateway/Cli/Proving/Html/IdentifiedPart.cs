namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>Data that is forwarded with consent, and the effect of a withdrawal.</summary>
internal static class IdentifiedPart
{
    public static void Write(HtmlWriter html, ProofReport report)
    {
        var identified = report.Subjects.Where(static subject => subject.Decision == StateDecision.Identified).ToArray();
        html.Heading(3, new LocalizedText("Identified visitors, and withdrawal", "Identifizierte Besucher, und Widerruf"), "identified");
        if (identified.Length == 0)
        {
            html.Paragraph(new LocalizedText("No consent state of this configuration identifies visitors.",
                "Kein Einwilligungszustand dieser Konfiguration identifiziert Besucher."));
        }
        else
        {
            html.Table(
                new LocalizedText("States in which visitors are identified", "Zustände, in denen Besucher identifiziert werden"),
                [new("Route", "Route"), new("Consent state", "Einwilligungszustand"), new("After consent", "Nach Einwilligung"),
                    new("Kinds of data", "Arten von Daten")],
                identified.Select(subject => (IReadOnlyList<string>)
                [
                    subject.Route,
                    subject.State,
                    html.Localize(subject.IsConsented
                        ? new LocalizedText("yes", "ja") : new LocalizedText("no: by default", "nein: als Voreinstellung")),
                    string.Join(
                        ", ", subject.Forwarded.Select(row => html.Localize(Purposes.NameOf(row.Data))).Distinct(StringComparer.Ordinal)),
                ]));
        }

        html.Paragraph(new LocalizedText(
            "Withdrawal: the response to the first hit after the visitor's own choice expires these identifier cookies in the browser. A "
                + "Set-Cookie header does so, which also reaches HttpOnly cookies. The next hit is anonymous, as the tables above show.",
            "Widerruf: die Antwort auf den ersten Aufruf nach der Entscheidung des Besuchers löscht diese Kennungs-Cookies im Browser. Das "
                + "geschieht mit einem Set-Cookie-Header, der auch HttpOnly-Cookies erreicht. Der nächste Aufruf ist anonym, wie die "
                + "Tabellen oben zeigen."));
        html.Table(
            new LocalizedText("Expired cookies", "Gelöschte Cookies"),
            [new("Route", "Route"), new("Consent state", "Einwilligungszustand"), new("Cookies", "Cookies")],
            report.Subjects.Where(static subject => subject.Decision is StateDecision.Anonymous or StateDecision.Blocked).Select(
                subject => (IReadOnlyList<string>)
            [
                subject.Route, subject.State, subject.ExpiredCookies.Count == 0
                    ? html.Localize(new LocalizedText("none", "keine")) : string.Join(", ", subject.ExpiredCookies),
            ]));
        var spooled = report.Config.Gateway.Policies.Where(static policy => policy.Value.SpoolIdentified)
            .Select(static policy => policy.Key).ToArray();
        html.Paragraph(report.Config.Gateway.DataDirectory is null || spooled.Length == 0
            ? new LocalizedText("Identified hits are not spooled, so none is delivered after a withdrawal.",
                "Identifizierte Aufrufe werden nicht zwischengespeichert; nach einem Widerruf wird also keiner nachgeliefert.")
            : new LocalizedText(
                $"Identified hits of {string.Join(", ", spooled)} may be spooled for up to "
                    + $"{report.Config.Gateway.Spool.MaxAge.TotalMinutes} minutes while the track domain cannot be reached, without their "
                    + "cookies and client address. A hit that was sent before a withdrawal may be delivered after it.",
                $"Identifizierte Aufrufe von {string.Join(", ", spooled)} dürfen bis zu {report.Config.Gateway.Spool.MaxAge.TotalMinutes} "
                    + "Minuten zwischengespeichert werden, solange die Track-Domain nicht erreichbar ist, ohne ihre Cookies und die "
                    + "IP-Adresse. Ein Aufruf von vor einem Widerruf kann danach geliefert werden."));
    }
}
