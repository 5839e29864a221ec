using System.Globalization;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Preview;

namespace PrivacyGateway.Endpoints.Preview;

/// <summary>The preview's pages.</summary>
internal static class PreviewPage
{
    private const string Files = "files/";
    private const string Title = "privacy gateway";

    /// <summary>The page that asks before a link is used up.</summary>
    public static string Confirm(string host, string token)
    {
        var page = Open("Preview this browser?");
        page.Raw(
            "<main id=\"main\" class=\"narrow\">\n<section>\n<h1>Preview this browser?</h1>\n<p>The gateway will show you what "
                + "<strong>this browser</strong> sends to ").Element("code", host)
            .Raw(", and what is forwarded of it, with all values. For that it sets a cookie that lasts 30 minutes at most. Nothing else "
                + "changes: hits are decided and forwarded as before.</p>\n<p>Other visitors are not shown, and what is shown is kept in "
                + "memory until the preview ends.</p>\n")
            .Raw("<form method=\"post\" action=\"open\">").Open("input", ("type", "hidden"), ("name", "token"), ("value", token)).Raw(
                "<button class=\"first\" type=\"submit\">Start the preview</button></form>\n</section>\n</main>\n");
        return PageFrame.Close(page);
    }

    public static string InvalidLink() => Message("This link cannot be used",
        "It was used before, is older than five minutes, or belongs to another host. Make a new one on the gateway's state page.");

    public static string Ended() =>
        Message("The preview has ended", "The gateway has deleted the hits that it showed, and this browser no longer has its cookie.");

    public static string None() => Message("No preview runs in this browser",
        "It has ended, or it runs in another browser. Make a link on the gateway's state page and open it here.");

    public static string Show(PreviewSession session)
    {
        var hits = session.Read();
        var page = Open("Preview of this browser");
        page.Open("main", ("id", "main"), ("data-behind", hits.Count == 0 ? "0" : hits[^1].Number.ToString(CultureInfo.InvariantCulture)))
            .Raw("\n<div class=\"verdict\">\n<h1>Preview of this browser</h1>\n<p class=\"lead\"><span>Hits to ")
            .Element("code", session.Host).Raw(", until ");
        HitHtml.WriteTime(page, session.ExpiresAt);
        page.Raw(
            " UTC.</span> <span id=\"state\" role=\"status\"></span></p>\n<form method=\"post\" action=\"end\"><button type=\"submit\">End "
                + "the preview</button></form>\n</div>\n<div id=\"now\">");
        if (hits.LastOrDefault(static hit => hit.Checks.Count > 0) is { } last)
            Now(page, last);
        page.Raw("</div>\n<section aria-labelledby=\"hits-title\">\n<h2 id=\"hits-title\">Hits</h2>\n");
        page.Open("p", ("id", "empty"), ("class", "empty"), ("hidden", hits.Count == 0 ? null : "")).Raw(
            "Open a page of the shop in another tab. Its hits appear here.</p>\n<div id=\"hits\">\n");
        foreach (var hit in hits.Reverse())
            HitHtml.Write(page, hit, isOpen: hit == hits[^1]);
        page.Raw("</div>\n</section>\n</main>\n");
        return PageFrame.Close(page);
    }

    /// <summary>The findings of the latest hit about this browser; nothing if the request is not a hit.</summary>
    public static HtmlText Now(HtmlText page, HitView hit)
    {
        if (hit.Checks.Count == 0)
            return page;

        page.Raw("<section aria-labelledby=\"now-title\">\n<h2 id=\"now-title\">").Text(hit.Because ?? hit.Verdict)
            .Raw("</h2>\n<p class=\"summary\">As of hit ").Text(hit.Number.ToString(CultureInfo.InvariantCulture)).Raw(", policy ")
            .Element("code", hit.Policy ?? "").Raw(".</p>\n");
        WriteConsents(page, hit);
        WriteChecks(page, hit.Checks);
        return page.Raw("</section>\n");
    }

    public static void WriteConsents(HtmlText page, HitView hit)
    {
        if (hit.Consents.Count > 0)
        {
            page.Raw(
                "<table role=\"table\"><caption>Cookies that the policy decides by</caption>\n<thead role=\"rowgroup\"><tr "
                    + "role=\"row\"><th scope=\"col\" role=\"columnheader\">Cookie</th><th scope=\"col\" "
                    + "role=\"columnheader\">Value</th><th scope=\"col\" role=\"columnheader\">Read as</th></tr></thead>\n<tbody "
                    + "role=\"rowgroup\">\n");
            foreach (var consent in hit.Consents)
            {
                page.Raw("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\" data-label=\"Cookie\">").Element("code", consent.Cookie)
                    .Raw("</th><td role=\"cell\" data-label=\"Value\">")
                    .Element(consent.Value is null ? "span" : "code", consent.Value ?? "not sent", consent.Value is null ? "none" : null)
                    .Raw("</td><td role=\"cell\" data-label=\"Read as\">").Text($"{consent.Meaning} ({consent.Signal})").Raw(
                        "</td></tr>\n");
            }

            page.Raw("</tbody></table>\n");
        }

        foreach (var hint in hit.Hints)
            page.Element("p", hint, "note").Raw("\n");
    }

    public static void WriteChecks(HtmlText page, IReadOnlyList<SpecificationCheck> checks)
    {
        if (checks.Count == 0)
            return;

        page.Raw("<h3>Anonymous tracking, as section 4 of the specification tests it</h3>\n<ul class=\"checks\">\n");
        foreach (var check in checks)
        {
            page.Open("li", ("class", check.IsMet ? "good" : "bad")).Element(
                "span", check.IsMet ? "met" : "not met", "badge " + (check.IsMet ? "good" : "bad"))
                .Raw(" <div>").Element("strong", check.Claim).Raw(" ").Element("span", check.Evidence).Raw("</div></li>\n");
        }

        page.Raw("</ul>\n");
    }

    private static string Message(string heading, string text)
    {
        var page = Open(heading);
        page.Raw("<main id=\"main\" class=\"narrow\">\n<section>\n").Element("h1", heading).Element("p", text).Raw(
            "\n</section>\n</main>\n");
        return PageFrame.Close(page);
    }

    private static HtmlText Open(string heading) => PageFrame.Open($"{heading} · {Title}", Files, "preview.js")
        .Raw("<header class=\"bar\">\n<p class=\"brand\"><img src=\"files/icon.svg\" alt=\"\" width=\"28\" height=\"28\">Privacy "
            + "gateway</p>\n</header>\n");
}
