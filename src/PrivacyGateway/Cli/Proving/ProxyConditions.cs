namespace PrivacyGateway.Cli.Proving;

/// <summary>The seven measures of CNIL (7 June 2022) for a proxy between browsers and an analytics server.</summary>
internal static class ProxyConditions
{
    private const string Strict = "level: \"strict\"";

    public static IReadOnlyList<Condition> From(Facts facts) =>
    [
        facts.NoneForwarded(
            "ip-address",
            new LocalizedText("1. The client address is not transferred to the servers of the analytics tool.",
                "1. Die IP-Adresse des Besuchers wird nicht an die Server des Werkzeugs übermittelt."),
            DataKinds.IsAddress,
            DataKinds.Addresses,
            "clientAddress: \"none\""),
        facts.NoneForwarded(
            "user-identifier",
            new LocalizedText("2. The user identifier is replaced by the proxy. (This gateway removes it.)",
                "2. Die Nutzerkennung wird vom Proxy ersetzt. (Dieses Gateway entfernt sie.)"),
            DataKinds.IsIdentifier,
            DataKinds.Identifiers,
            Strict),
        facts.NoneForwarded(
            "external-referrer",
            new LocalizedText("3. The external referrer is removed.", "3. Der externe Referrer wird entfernt."),
            DataKinds.IsReferrer,
            new LocalizedText("part of a referrer", "Teile eines Referrers"),
            "referrer: \"none\""),
        facts.NoneForwarded(
            "url-parameters",
            new LocalizedText("4. Every parameter in collected URLs is removed, campaign parameters too.",
                "4. Alle Parameter in erfassten URLs werden entfernt, auch die von Kampagnen."),
            DataKinds.IsNested,
            new LocalizedText("parameter of a nested URL", "Parameter verschachtelter URLs"),
            $"{Strict} with keepCampaign: false"),
        facts.NoneForwarded(
            "fingerprint",
            new LocalizedText("5. Information that can take part in a fingerprint, such as the User-Agent, is reprocessed.",
                "5. Angaben, aus denen ein Fingerabdruck entstehen kann, etwa der User-Agent, werden vergröbert."),
            DataKinds.IsDevice,
            new LocalizedText("exact device data", "genaue Gerätedaten"),
            Strict),
        facts.NoneForwarded(
            "cross-site",
            new LocalizedText("6. No identifier across sites and no deterministic one (CRM, customer number) is collected.",
                "6. Keine seitenübergreifende und keine deterministische Kennung (CRM, Kundennummer) wird erfasst."),
            DataKinds.IsPerson,
            DataKinds.People,
            $"{Strict}, or suppressParameter"),
        facts.NoneForwarded(
            "re-identification",
            new LocalizedText("7. Any other data that could lead to re-identification is removed.",
                "7. Alle anderen Daten, die zu einer Wiedererkennung führen könnten, werden entfernt."),
            DataKinds.IsOther,
            new LocalizedText("unknown parameter, temporary session or unlisted header",
                "unbekannte Parameter, temporäre Sitzungen, nicht gelistete Header"),
            Strict),
    ];
}
