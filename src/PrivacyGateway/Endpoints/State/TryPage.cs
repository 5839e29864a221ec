using System.Globalization;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Endpoints.State;

/// <summary>The page that explains a pasted request. The request is not kept, sent or logged.</summary>
internal sealed class TryPage(ITrial trial)
{
    public const string TextField = "text";

    /// <summary>A page's recording with its bodies fits.</summary>
    private const int LongestText = 8 * 1024 * 1024;

    public static Task ShowAsync(HttpContext context) => PageHeaders.WriteAsync(context, Write("", "", null, []));

    public async Task ExplainAsync(HttpContext context)
    {
        if (await StateForms.ReadAsync(context, LongestText) is not { } fields)
            return;

        var (text, host) = (fields.GetValueOrDefault(TextField, ""), fields.GetValueOrDefault(PreviewForms.HostField, "").Trim());
        try
        {
            var hits = await trial.ExplainAsync(text, host.Length == 0 ? null : host, context.RequestAborted);
            await PageHeaders.WriteAsync(context, Write(text, host, hits.Count == 0 ? "There is no hit in it." : null, hits));
        }
        catch (FormatException problem)
        {
            await PageHeaders.WriteAsync(context, Write(text, host, problem.Message, []), StatusCodes.Status400BadRequest);
        }
    }

    private static string Write(string text, string host, string? problem, IReadOnlyList<HitView> hits)
    {
        var page = PageFrame.Open("Try it · privacy gateway", StatePage.Files, "state.js");
        page.Raw(
            "<header class=\"bar\">\n<p class=\"brand\"><img src=\"/assets/icon.svg\" alt=\"\" width=\"28\" height=\"28\">Privacy "
                + "gateway</p>\n<nav aria-label=\"Pages\"><a href=\"/\">State</a> <a href=\"/try\" aria-current=\"page\">Try "
                + "it</a></nav>\n</header>\n<main id=\"main\">\n")
            .Raw("<div class=\"verdict\">\n<h1>Try it</h1>\n<p class=\"lead\">What would the gateway do with this request? Nothing is "
                + "sent, kept or logged.</p>\n</div>\n<section aria-label=\"Request\">\n<form class=\"try\" method=\"post\" "
                + "action=\"/try\">");
        StateForms.WriteToken(page);
        page.Raw(
            "<label for=\"text\">A URL, a curl command (<i>Copy as cURL</i>), an HTTP request or a HAR</label><textarea id=\"text\" "
                + "name=\"text\" rows=\"6\" required spellcheck=\"false\" autocomplete=\"off\">").Raw("\n").Text(text)
            .Raw("</textarea><label for=\"host\">Public host to judge by, if the request went to another one (optional)</label>")
            .Open("input", ("id", "host"), ("name", PreviewForms.HostField), ("value", host), ("autocomplete", "off"),
                ("spellcheck", "false"))
            .Raw("<p><button class=\"first\" type=\"submit\">Explain</button></p></form>\n</section>\n");
        if (problem is not null)
            page.Raw("<section aria-label=\"Problem\"><p class=\"because bad\" role=\"alert\">").Text(problem).Raw("</p></section>\n");
        if (hits.Count == 1)
            WriteOne(page, hits[0]);
        else if (hits.Count > 1)
            WriteAll(page, hits);
        return PageFrame.Close(page.Raw("</main>\n"));
    }

    private static void WriteOne(HtmlText page, HitView hit)
    {
        page.Raw("<section aria-labelledby=\"result\">\n<h2 id=\"result\">").Text(hit.Request).Raw("</h2>\n<p class=\"lead\">").Element(
            "span", hit.Verdict, "badge " + HitHtml.ToneOf(hit))
            .Raw(" <span>Route ").Element("code", hit.Route ?? "none").Raw(", policy ").Element("code", hit.Policy ?? "none").Raw(
                "</span></p>\n");
        HitHtml.WriteBody(page, hit);
        PreviewPage.WriteConsents(page, hit);
        PreviewPage.WriteChecks(page, hit.Checks);
        page.Raw("</section>\n");
    }

    private static void WriteAll(HtmlText page, IReadOnlyList<HitView> hits)
    {
        page.Raw("<section aria-labelledby=\"result\">\n<h2 id=\"result\">").Text(hits.Count.ToString(CultureInfo.InvariantCulture)).Raw(
            " hits</h2>\n");
        foreach (var hit in hits)
            HitHtml.Write(page, hit, isOpen: false);
        page.Raw("</section>\n");
    }
}
