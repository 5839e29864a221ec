using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The subjects of CNIL's self-assessment form of 4 July 2025 that concern a gateway.</summary>
internal static class SelfAssessmentConditions
{
    private const string Strict = "level: \"strict\"";

    public static IReadOnlyList<Condition> From(Facts facts, GatewayConfig config) =>
    [
        ExemptionConditions.ForYou(
            "purposes",
            new LocalizedText(
                "Only the purposes of audience measurement are served.", "Nur Zwecke der Reichweitenmessung werden verfolgt."),
            new LocalizedText(
                "List the metrics and the reports in which they are used.", "Führen Sie die Kennzahlen und Auswertungen auf.")),
        ExemptionConditions.ForYou(
            "no-reuse",
            new LocalizedText("The vendor does not reuse the data for itself.", "Der Anbieter nutzt die Daten nicht für eigene Zwecke."),
            new LocalizedText("Contract, and the vendor's own self-assessment.", "Vertrag und die Selbstbewertung des Anbieters.")),
        facts.NoneForwarded(
            "one-site",
            new LocalizedText("No identifier is shared between sites.", "Keine Kennung wird zwischen Websites geteilt."),
            DataKinds.IsIdentifier,
            DataKinds.Identifiers,
            Strict),
        facts.NoneForwarded(
            "address",
            new LocalizedText("The client address is not stored and locates visitors no more precisely than a city.",
                "Die IP-Adresse wird nicht gespeichert und ortet Besucher nicht genauer als eine Stadt."),
            DataKinds.IsAddress,
            DataKinds.Addresses,
            "clientAddress: \"none\""),
        facts.NoneForwarded(
            "no-customer-data",
            new LocalizedText("The data is not combined with customer files.", "Die Daten werden nicht mit Kundendateien zusammengeführt."),
            DataKinds.IsPerson,
            DataKinds.People,
            $"{Strict}, or suppressParameter"),
        facts.NoneForwarded(
            "minimal-urls",
            new LocalizedText("Collected URLs hold no parameter that could single out a person.",
                "Erfasste URLs enthalten keine Parameter, die eine Person aussondern könnten."),
            DataKinds.IsNested,
            new LocalizedText("parameter of a nested URL", "Parameter verschachtelter URLs"),
            $"{Strict} with keepCampaign: false"),
        facts.NoneForwarded(
            "minimal-device",
            new LocalizedText("Device data is too general for a fingerprint.", "Gerätedaten sind zu allgemein für einen Fingerabdruck."),
            DataKinds.IsDevice,
            new LocalizedText("exact device data", "genaue Gerätedaten"),
            Strict),
        facts.NoneForwarded(
            "trackers",
            new LocalizedText("The track domain itself sets no tracker.", "Die Track-Domain setzt keine eigenen Tracker."),
            DataKinds.IsTracker,
            new LocalizedText("cookie or validator of the track domain", "Cookies oder Validatoren der Track-Domain"),
            "allowedSetCookies: []"),
        ExemptionConditions.ConsentAge(config),
        ExemptionConditions.ForYou(
            "statistics",
            new LocalizedText("Reports contain only anonymous statistics.", "Auswertungen enthalten nur anonyme Statistiken."),
            new LocalizedText("The vendor's settings for single visits and small groups.",
                "Die Einstellungen des Anbieters für Einzelbesuche und kleine Gruppen.")),
        ExemptionConditions.ForYou(
            "retention",
            new LocalizedText("Raw data is kept no longer than 25 months.", "Rohdaten werden höchstens 25 Monate aufbewahrt."),
            new LocalizedText("The vendor's settings.", "Die Einstellungen des Anbieters.")),
        ExemptionConditions.ForYou(
            "information",
            new LocalizedText("Visitors are informed.", "Die Besucher werden informiert."),
            new LocalizedText("The privacy notice.", "Die Datenschutzerklärung.")),
        ExemptionConditions.Objection(facts, config),
        ExemptionConditions.ForYou(
            "transfers",
            new LocalizedText("Transfers of data out of the European Union have a legal basis.",
                "Übermittlungen von Daten aus der Europäischen Union haben eine Rechtsgrundlage."),
            new LocalizedText("Where the vendor's servers and this gateway are, and under which contract.",
                "Wo die Server des Anbieters und dieses Gateway stehen und auf welcher vertraglichen Grundlage.")),
    ];
}
