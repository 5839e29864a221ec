using System.Text;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary><c>report.html</c>: one file without scripts or external resources, first in English, then in German.</summary>
internal static class ReportPage
{
    /// <param name="report">The results.</param>
    /// <param name="hash">The hash of <c>report.json</c>, which ties the page to that file.</param>
    public static string Write(ProofReport report, string hash)
    {
        var page = new StringBuilder();
        page.Append(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                + "initial-scale=1\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                + "'none'; style-src 'unsafe-inline'\">\n")
            .Append("<title>Evidence of what the privacy gateway forwards</title>\n<style>\n").Append(ReportStyle.Css).Append(
                "\n</style>\n</head>\n<body>\n")
            .Append("<header>\n<h1>Evidence of what the privacy gateway forwards</h1>\n")
            .Append("<nav aria-label=\"Languages\"><a href=\"#en\">English</a> · <a href=\"#de\" lang=\"de\" "
                + "hreflang=\"de\">Deutsch</a></nav>\n</header>\n<main>\n")
            .Append(Article(report, hash, isGerman: false))
            .Append(Article(report, hash, isGerman: true))
            .Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static string Article(ProofReport report, string hash, bool isGerman)
    {
        var html = new HtmlWriter(isGerman);
        html.Open("article", $"lang=\"{html.Prefix}\" id=\"{html.Prefix}\"");
        html.Heading(2, new LocalizedText("English", "Deutsch"));
        VerdictPart.Write(html, report, hash);
        SubjectPart.Write(html, report);
        IdentifiedPart.Write(html, report);
        ConditionPart.Write(html, report);
        LedgerPart.Write(html, report);
        RecordPart.Write(html, report);
        RetentionPart.Write(html, report.Config.Gateway);
        AssessmentPart.Write(html, report);
        html.Close("article");
        return html.ToString();
    }
}
