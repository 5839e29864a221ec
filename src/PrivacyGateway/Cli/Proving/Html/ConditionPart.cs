namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>The tables of conditions.</summary>
internal static class ConditionPart
{
    public static void Write(HtmlWriter html, ProofReport report)
    {
        html.Heading(3, new LocalizedText("Conditions that authorities have published", "Bedingungen, die Behörden veröffentlicht haben"),
            "conditions");
        foreach (var table in report.Conditions)
        {
            html.Heading(4, table.Title, table.Id);
            html.Paragraph(table.Note);
            html.Table(
                table.Title,
                [new("Condition", "Bedingung"), new("Result", "Ergebnis"), new("Evidence, or the question to answer",
                    "Beleg oder offene Frage"), new("Key that would fulfil it", "Schlüssel, der sie erfüllen würde")],
                table.Rows.Select(row => (IReadOnlyList<string>)[html.Localize(row.Text), html.Localize(NameOf(row.Status)),
                    html.Localize(row.Evidence), row.Key ?? "-"]));
        }
    }

    private static LocalizedText NameOf(ConditionStatus status) => status switch
    {
        ConditionStatus.Shown => new LocalizedText("shown here", "hier gezeigt"),
        ConditionStatus.ForYou => new LocalizedText("for you to answer", "von Ihnen zu beantworten"),
        ConditionStatus.DoesNotApply => new LocalizedText("does not apply", "trifft nicht zu"),
        _ => new LocalizedText("not fulfilled by this configuration", "von dieser Konfiguration nicht erfüllt"),
    };
}
