using PrivacyGateway.Endpoints.Pages;

namespace PrivacyGateway.Endpoints.State;

/// <summary>The page at the root of the admin listener.</summary>
internal static class StatePage
{
    public const string Files = "/assets/";

    public static string Write(StateReport report)
    {
        var page = PageFrame.Open($"State of {report.Host} · privacy gateway", Files, "state.js");
        WriteHeader(page, report);
        page.Raw("<main id=\"main\">\n");
        WriteVerdict(page, report);
        page.Raw("<ul class=\"tiles\" data-live=\"tiles\">\n");
        foreach (var section in report.Sections)
            WriteTile(page, section);
        page.Raw("</ul>\n");
        foreach (var section in report.Sections)
            WriteSection(page, section, report.Now);
        page.Raw(
            "</main>\n<footer class=\"foot\"><p>For programs: <a href=\"/readyz\">/readyz</a>, <a href=\"/metrics\">/metrics</a>. This "
                + "page shows no hit: of visitors the gateway keeps counts only.</p></footer>\n");
        return PageFrame.Close(page);
    }

    private static void WriteHeader(HtmlText page, StateReport report)
    {
        page.Raw(
            "<header class=\"bar\">\n<p class=\"brand\"><img src=\"/assets/icon.svg\" alt=\"\" width=\"28\" height=\"28\">Privacy "
                + "gateway</p>\n<p class=\"build\"><span>")
            .Text(report.Host).Raw("</span> <span>version ").Text(report.Version).Raw("</span> <code>").Text(
                report.Revision[..Math.Min(report.Revision.Length, 8)])
            .Raw("</code></p>\n<nav aria-label=\"Pages\"><a href=\"/\" aria-current=\"page\">State</a> <a href=\"/try\">Try "
                + "it</a></nav>\n<p class=\"refresh\"><span id=\"problem\" role=\"status\"></span> <span id=\"updated\">As of ");
        StateCells.WriteClock(page, report.Now);
        page.Raw("</span> <button id=\"refresh\" type=\"button\" aria-pressed=\"true\" hidden>Refreshing</button></p>\n</header>\n");
    }

    private static void WriteVerdict(HtmlText page, StateReport report)
    {
        page.Raw("<div class=\"verdict\" data-live=\"verdict\">\n<h1>State</h1>\n<p class=\"lead\">");
        StateCells.WriteBadge(page, report.Verdict, report.Tone);
        page.Raw(" <span>Serving for ").Text(StateCells.Describe(report.Now - report.StartedAt)).Raw(", since ");
        StateCells.WriteClock(page, report.StartedAt);
        page.Raw(".</span></p>\n");
        if (report.Findings.Count > 0)
        {
            page.Raw("<ul class=\"findings\">\n");
            foreach (var finding in report.Findings)
                page.Open("li", ("class", StateCells.StyleOf(finding.Tone))).Open("a", ("href", "#" + finding.Section)).Text(finding.Text)
                    .Raw("</a></li>\n");
            page.Raw("</ul>\n");
        }

        page.Raw("</div>\n");
    }

    private static void WriteTile(HtmlText page, StateSection section) => page
        .Open("li", ("class", "tile " + StateCells.StyleOf(section.Tone))).Open("a", ("href", "#" + section.Id))
        .Element("span", section.Title, "label").Raw(" ").Element("span", section.Figure, "figure").Raw(" ").Element(
            "span", section.Summary, "summary")
        .Raw("</a></li>\n");

    private static void WriteSection(HtmlText page, StateSection section, DateTimeOffset now)
    {
        page.Open("section", ("id", section.Id), ("aria-labelledby", section.Id + "-title"), ("data-live", section.Id)).Raw("\n")
            .Open("h2", ("id", section.Id + "-title")).Text(section.Title).Raw("</h2>\n")
            .Element("p", section.Summary, "summary").Raw("\n");
        WriteFacts(page, section.Facts, now);
        WriteForms(page, section.Forms);
        if (section.Cards.Count > 0)
        {
            page.Raw("<div class=\"cards\">\n");
            foreach (var card in section.Cards)
                WriteCard(page, card, now);
            page.Raw("</div>\n");
        }

        foreach (var table in section.Tables)
            WriteTable(page, table, now);
        page.Raw("</section>\n");
    }

    private static void WriteForms(HtmlText page, IReadOnlyList<StateForm> forms)
    {
        if (forms.Count == 0)
            return;
        page.Raw("<div class=\"forms\">\n");
        foreach (var form in forms)
            StateForms.Write(page, form);
        page.Raw("</div>\n");
    }

    private static void WriteFacts(HtmlText page, IReadOnlyList<StateFact> facts, DateTimeOffset now)
    {
        if (facts.Count == 0)
            return;
        page.Raw("<dl class=\"facts\">\n");
        foreach (var fact in facts)
        {
            page.Raw("<div>").Element("dt", fact.Name).Raw("<dd>");
            StateCells.Write(page, fact.Value, now);
            page.Raw("</dd></div>\n");
        }

        page.Raw("</dl>\n");
    }

    private static void WriteCard(HtmlText page, StateCard card, DateTimeOffset now)
    {
        page.Raw("<article class=\"card\">\n<h3>").Text(card.Title).Raw("</h3>\n<p class=\"badges\">");
        foreach (var badge in card.Badges)
        {
            StateCells.Write(page, badge, now);
            page.Raw(" ");
        }

        page.Raw("</p>\n");
        WriteFacts(page, card.Facts, now);
        page.Raw("</article>\n");
    }

    /// <summary>
    /// On a narrow screen the cells of a row stand below each other, each
    /// behind its column's name; the roles keep it a table for screen readers.
    /// </summary>
    private static void WriteTable(HtmlText page, StateTable table, DateTimeOffset now)
    {
        if (table.Rows.Count == 0)
        {
            page.Element("h3", table.Caption).Element("p", table.Empty, "empty").Raw("\n");
            return;
        }

        page.Raw("<table role=\"table\">\n").Element("caption", table.Caption).Raw("\n<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in table.Columns)
            page.Open("th", ("scope", "col"), ("role", "columnheader")).Text(column).Close("th");
        page.Raw("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var row in table.Rows)
        {
            page.Raw("<tr role=\"row\">");
            for (var i = 0; i < row.Count; i++)
            {
                var element = i == 0 ? "th" : "td";
                page.Open(
                    element, ("scope", i == 0 ? "row" : null), ("role", i == 0 ? "rowheader" : "cell"), ("data-label", table.Columns[i]));
                StateCells.Write(page, row[i], now);
                page.Close(element);
            }

            page.Raw("</tr>\n");
        }

        page.Raw("</tbody>\n</table>\n");
    }
}
