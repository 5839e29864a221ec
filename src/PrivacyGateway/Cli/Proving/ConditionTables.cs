using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// The three documents of the French authority that shops are asked about,
/// one table each. The wording is ours; the originals are authoritative.
/// </summary>
internal static class ConditionTables
{
    public const string Proxy = "cnil-proxy-2022";
    public const string Exemption = "cnil-exemption";
    public const string SelfAssessment = "cnil-self-assessment-2025";

    public static IReadOnlyList<ConditionTable> From(IReadOnlyList<SubjectReport> subjects, GatewayConfig config)
    {
        var facts = new Facts(subjects);
        return
        [
            new ConditionTable(
                Proxy,
                new LocalizedText("Conditions for a proxy (CNIL, 7 June 2022)", "Bedingungen für einen Proxy (CNIL, 7. Juni 2022)"),
                new LocalizedText(
                    "Published for transfers outside the European Union and about another vendor's tool. A test for transfers, not for "
                        + "consent. Our wording.",
                    "Veröffentlicht für Übermittlungen in Länder außerhalb der Europäischen Union und über das Werkzeug eines anderen "
                        + "Anbieters. Ein Maßstab für Übermittlungen, nicht für die Einwilligung. Unser Wortlaut."),
                ProxyConditions.From(facts)),
            new ConditionTable(
                Exemption,
                new LocalizedText("Conditions of the exemption for audience measurement (CNIL, guidelines of 17 September 2020)",
                    "Bedingungen der Ausnahme für Reichweitenmessung (CNIL, Leitlinien vom 17. September 2020)"),
                new LocalizedText(
                    "French law: article 82 of the Data Protection Act. Other countries have other conditions, or no exemption. Our "
                        + "wording.",
                    "Französisches Recht: Artikel 82 des Datenschutzgesetzes. Andere Länder haben andere Bedingungen oder keine Ausnahme. "
                        + "Unser Wortlaut."),
                ExemptionConditions.From(facts, config)),
            new ConditionTable(
                SelfAssessment,
                new LocalizedText("Self-assessment of audience measurement (CNIL, 4 July 2025)",
                    "Selbstbewertung der Reichweitenmessung (CNIL, 4. Juli 2025)"),
                new LocalizedText(
                    "The published form addresses providers and has 14 criteria; these rows are its subjects as far as a gateway touches "
                        + "them. They do not replace the form.",
                    "Das veröffentlichte Formular richtet sich an Anbieter und hat 14 Kriterien; diese Zeilen sind seine Themen, soweit "
                        + "ein Gateway sie berührt. Sie ersetzen das Formular nicht."),
                SelfAssessmentConditions.From(facts, config)),
        ];
    }
}
