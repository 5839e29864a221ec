namespace PrivacyGateway.Cli.Proving;

/// <summary>For a record of processing: the purpose of data, why a policy forwards it, and the rule that would strip it.</summary>
internal static class Purposes
{
    public static LocalizedText NameOf(ReportedCategory data) => data switch
    {
        ReportedCategory.Identifier => new LocalizedText("identifier", "Kennung"),
        ReportedCategory.Contact => new LocalizedText("contact data", "Kontaktdaten"),
        ReportedCategory.Customer => new LocalizedText("customer data", "Kundendaten"),
        ReportedCategory.TemporarySession => new LocalizedText("temporary session", "temporäre Sitzung"),
        ReportedCategory.Device => new LocalizedText("device data", "Gerätedaten"),
        ReportedCategory.ClickId => new LocalizedText("click id", "Klick-Kennung"),
        ReportedCategory.PersonalName => new LocalizedText("personal data in a URL", "personenbezogene Daten in einer URL"),
        ReportedCategory.PersonalValue => new LocalizedText("value of a personal form", "Wert von personenbezogener Form"),
        ReportedCategory.Campaign => new LocalizedText("campaign", "Kampagne"),
        ReportedCategory.Referrer => new LocalizedText("referrer", "Referrer"),
        ReportedCategory.Suppressed => new LocalizedText("suppressed by the policy", "von der Richtlinie unterdrückt"),
        ReportedCategory.Content => new LocalizedText("content of the page", "Inhalt der Seite"),
        ReportedCategory.Marker => new LocalizedText("marker", "Markierung"),
        ReportedCategory.SiteCookie => new LocalizedText("the site's own cookie", "Cookie der Website"),
        ReportedCategory.BrowserHeader => new LocalizedText("browser's header", "Header des Browsers"),
        ReportedCategory.OtherHeader => new LocalizedText("other header", "anderer Header"),
        ReportedCategory.ClientAddress => new LocalizedText("client address", "IP-Adresse des Besuchers"),
        ReportedCategory.TrackDomainData => new LocalizedText("from the track domain", "von der Track-Domain"),
        _ => new LocalizedText("unknown", "unbekannt"),
    };

    public static LocalizedText For(ReportedCategory data) => data switch
    {
        ReportedCategory.Identifier => new LocalizedText("recognising a browser again", "Wiedererkennen eines Browsers"),
        ReportedCategory.Contact or ReportedCategory.Customer or ReportedCategory.Suppressed or ReportedCategory.PersonalName
            or ReportedCategory.PersonalValue => new LocalizedText(
                "combining visits with customer data", "Verknüpfen von Besuchen mit Kundendaten"),
        ReportedCategory.TemporarySession => new LocalizedText("counting visits", "Zählen von Besuchen"),
        ReportedCategory.Device or ReportedCategory.BrowserHeader => new LocalizedText(
            "statistics of browsers and devices", "Statistik der Browser und Geräte"),
        ReportedCategory.ClickId or ReportedCategory.Campaign => new LocalizedText("measuring advertising", "Messen von Werbung"),
        ReportedCategory.Referrer => new LocalizedText("measuring the origin of visits", "Messen der Herkunft von Besuchen"),
        ReportedCategory.ClientAddress => new LocalizedText("region, protection against abuse", "Region, Schutz vor Missbrauch"),
        ReportedCategory.TrackDomainData => new LocalizedText("the track domain's response", "Antwort der Track-Domain"),
        ReportedCategory.Content
            or ReportedCategory.Marker => new LocalizedText("measuring use of the site", "Messen der Nutzung der Website"),
        _ => new LocalizedText("for you to state", "von Ihnen anzugeben"),
    };

    public static LocalizedText WhyForwarded(SubjectReport subject, ForwardedRow row) => subject.Decision switch
    {
        _ when row.Rule is not null => new LocalizedText("not intended: a leak", "nicht beabsichtigt: ein Leck"),
        StateDecision.Identified => new LocalizedText(
            "the visitor is identified in this state", "der Besucher ist in diesem Zustand identifiziert"),
        StateDecision.None => new LocalizedText("the route has no policy", "die Route hat keine Richtlinie"),
        StateDecision.Blocked => new LocalizedText("an opt-out call", "ein Opt-out-Aufruf"),
        _ => row.Data switch
        {
            ReportedCategory.Customer => new LocalizedText("not listed in suppressParameter", "nicht in suppressParameter aufgeführt"),
            ReportedCategory.ClickId => new LocalizedText("keepClickIds is true", "keepClickIds ist true"),
            ReportedCategory.PersonalName => new LocalizedText("at this location only names of identifiers and contact data are stripped",
                "an dieser Stelle werden nur Namen von Kennungen und Kontaktdaten entfernt"),
            ReportedCategory.PersonalValue => new LocalizedText(
                "the level forwards values of this form", "die Stufe leitet Werte dieser Form weiter"),
            ReportedCategory.Campaign => new LocalizedText(
                "keepCampaign is true, or the level forwards campaigns", "keepCampaign ist true, oder die Stufe leitet Kampagnen weiter"),
            ReportedCategory.Referrer => new LocalizedText("referrer is full or host", "referrer ist full oder host"),
            ReportedCategory.TemporarySession => new LocalizedText("temporarySession is keep", "temporarySession ist keep"),
            ReportedCategory.Unknown => new LocalizedText(
                "the level forwards unknown parameters, and counts them", "die Stufe leitet unbekannte Parameter weiter und zählt sie"),
            ReportedCategory.Device or ReportedCategory.BrowserHeader => new LocalizedText(
                "the level forwards device data", "die Stufe leitet Gerätedaten weiter"),
            _ => new LocalizedText("content: does not identify the visitor", "Inhalt: identifiziert den Besucher nicht"),
        },
    };

    /// <summary>A key or rule of the configuration; a dash if each level forwards the data.</summary>
    public static string RuleThatWouldStrip(SubjectReport subject, ForwardedRow row) => row.Data switch
    {
        ReportedCategory.Suppressed when subject.Decision == StateDecision.Anonymous =>
            "suppressParameter for the parameter that carries it",
        ReportedCategory.Identifier or ReportedCategory.Contact or ReportedCategory.Suppressed
            or ReportedCategory.ClientAddress => "anonymousOptIn: true",
        ReportedCategory.Customer => "suppressParameter, or level: strict (customer)",
        ReportedCategory.TemporarySession => "temporarySession: drop",
        ReportedCategory.Device => "level: strict (fingerprint)",
        ReportedCategory.BrowserHeader => "level: strict (general values)",
        ReportedCategory.Unknown => "suppressParameter, or level: strict (unknown)",
        ReportedCategory.ClickId => "keepClickIds: false (click-id)",
        ReportedCategory.PersonalName or ReportedCategory.PersonalValue => "level: strict",
        ReportedCategory.Campaign => "keepCampaign: false under level: strict, or suppressParameter",
        ReportedCategory.Referrer => "referrer: none",
        ReportedCategory.Content => "suppressParameter",
        _ => "-",
    };
}
