using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>CNIL's conditions for exempting audience measurement from consent, and its recommendations.</summary>
internal static class ExemptionConditions
{
    /// <summary>Thirteen months, as in the rest of the gateway.</summary>
    private const int MaxDays = 395;

    public static IReadOnlyList<Condition> From(Facts facts, GatewayConfig config) =>
    [
        ForYou(
            "purpose",
            new LocalizedText("The purpose is measuring the audience of this site alone.",
                "Der Zweck ist allein die Messung der Reichweite dieser Website."),
            new LocalizedText("Name the reports that are used, and by whom.", "Nennen Sie die genutzten Auswertungen und wer sie nutzt.")),
        ForYou(
            "exclusive-account",
            new LocalizedText("The measurement serves the publisher alone.", "Die Messung dient ausschließlich dem Betreiber der Website."),
            new LocalizedText("The contract with the vendor: cite the clause.", "Der Vertrag mit dem Anbieter: nennen Sie die Klausel.")),
        facts.NoneForwarded(
            "no-combination",
            new LocalizedText(
                "The data is not combined with other processing.", "Die Daten werden nicht mit anderen Verarbeitungen zusammengeführt."),
            DataKinds.IsPerson,
            DataKinds.People,
            "level: \"strict\", or suppressParameter"),
        facts.NoneForwarded(
            "no-third-party",
            new LocalizedText("No data that is not anonymous is sent to third parties.", "Keine nicht anonymen Daten gehen an Dritte."),
            static row => DataKinds.IsAddress(row) || DataKinds.IsIdentifier(row),
            new LocalizedText("identifier or client address", "Kennungen, IP-Adressen"),
            "level: \"strict\""),
        facts.NoneForwarded(
            "no-cross-site",
            new LocalizedText("Visitors are not followed across sites or applications.",
                "Besucher werden nicht über Websites oder Anwendungen hinweg verfolgt."),
            DataKinds.IsIdentifier,
            DataKinds.Identifiers,
            "level: \"strict\""),
        ForYou(
            "statistics",
            new LocalizedText("Only anonymous statistics are produced.", "Es entstehen nur anonyme Statistiken."),
            new LocalizedText("The vendor's reports: no lists of single visits, no small groups.",
                "Die Auswertungen des Anbieters: keine Listen einzelner Besuche, keine kleinen Gruppen.")),
        ForYou(
            "information",
            new LocalizedText("Visitors are informed.", "Die Besucher werden informiert."),
            new LocalizedText("Cite the paragraph of the privacy notice.", "Nennen Sie den Absatz der Datenschutzerklärung.")),
        Objection(facts, config),
        facts.NoneForwarded(
            "tracker-lifetime",
            new LocalizedText("Trackers live no longer than 13 months.", "Tracker leben höchstens 13 Monate."),
            DataKinds.IsTracker,
            new LocalizedText("cookie or validator of the track domain", "Cookies oder Validatoren der Track-Domain"),
            "allowedSetCookies: []"),
        ConsentAge(config),
        ForYou(
            "retention",
            new LocalizedText("Data is kept no longer than 25 months.", "Daten werden höchstens 25 Monate aufbewahrt."),
            new LocalizedText("The vendor's setting. The table of retention lists the data that the gateway stores.",
                "Die Einstellung beim Anbieter. Die Tabelle der Aufbewahrung nennt die Daten, die das Gateway speichert.")),
    ];

    public static Condition Objection(Facts facts, GatewayConfig config)
    {
        var text = new LocalizedText("Visitors can object, and then no data about them is collected.",
            "Besucher können widersprechen; danach werden keine Daten über sie erfasst.");
        var without = config.Routes.Select(static route => route.Policy).Distinct(StringComparer.Ordinal)
            .Where(name => config.Policies.GetValueOrDefault(name) is not { OptOutCookies.Count: > 0 }).ToArray();
        if (without.Length == 0 && facts.Blocked.All(static subject => subject.Forwarded.Count == 0))
        {
            return new Condition("objection", text, ConditionStatus.Shown, new LocalizedText(
                "With an opt-out cookie no request was forwarded. You must show that visitors can find the opt-out.",
                "Mit einem Opt-out-Cookie wurde kein Aufruf weitergeleitet. Sie müssen zeigen, dass Besucher den Widerspruch finden."));
        }

        return new Condition(
            "objection",
            text,
            ConditionStatus.NotFulfilled,
            new LocalizedText("A policy has no opt-out cookie, or a request with an opt-out cookie was forwarded.",
                "Eine Richtlinie hat kein Opt-out-Cookie, oder ein Aufruf mit Opt-out-Cookie wurde weitergeleitet."),
            string.Join("; ", without.Select(static name => $"PrivacyGateway.Policies.{name}.optOutCookies")));
    }

    public static Condition ConsentAge(GatewayConfig config)
    {
        var text = new LocalizedText("Visitors are asked for their choice again after 13 months at the latest.",
            "Besucher werden nach spätestens 13 Monaten erneut nach ihrer Entscheidung gefragt.");
        var longer = config.Policies.Where(static policy => policy.Value.UserIdentification.AnonymousOptIn
            && policy.Value.ConsentMaxAge > MaxDays).Select(static policy => policy.Key).ToArray();
        if (!config.Policies.Any(static policy => policy.Value.UserIdentification.AnonymousOptIn))
        {
            return new Condition("consent-age", text, ConditionStatus.DoesNotApply, new LocalizedText(
                "No policy asks for consent through the anonymous cookie.",
                "Keine Richtlinie fragt über das Anonymous-Cookie nach Einwilligung."));
        }

        return longer.Length == 0
            ? new Condition("consent-age", text, ConditionStatus.Shown, new LocalizedText(
                $"consentMaxAge is at most {MaxDays} days.", $"consentMaxAge beträgt höchstens {MaxDays} Tage."))
            : new Condition(
                "consent-age",
                text,
                ConditionStatus.NotFulfilled,
                new LocalizedText("consentMaxAge is longer.", "consentMaxAge ist länger."),
                string.Join("; ", longer.Select(static name => $"PrivacyGateway.Policies.{name}.consentMaxAge: {MaxDays}")));
    }

    public static Condition ForYou(string id, LocalizedText text, LocalizedText question) =>
        new(id, text, ConditionStatus.ForYou, question);
}
