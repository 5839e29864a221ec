using System.Globalization;
using PrivacyGateway.Consent;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Endpoints.Preview;

/// <summary>Writes one hit: the request, the decision with every vote, the forwarded request, and the response.</summary>
internal static class HitHtml
{
    /// <summary>A row of the flow list that unfolds.</summary>
    public static HtmlText Write(HtmlText page, HitView hit, bool isOpen)
    {
        page.Open("details", ("class", "hit"), ("id", Invariant($"hit-{hit.Number}")), ("open", isOpen ? "" : null)).Raw("<summary>")
            .Element("span", Invariant($"#{hit.Number}"), "number").Raw(" ");
        WriteTime(page, hit.At);
        page.Raw(" ").Element("code", hit.Request, "request").Raw(" ").Element("span", hit.Verdict, "badge " + ToneOf(hit)).Raw(" ")
            .Element("span", hit.IsForwarded ? $"{hit.Stripped.Sum(static item => item.Count)} stripped" : "not forwarded", "count");
        if (hit.Response is { } response)
            page.Raw(" ").Element("span", Invariant($"{response.Status} {response.Outcome}"), "status");
        page.Raw("</summary>\n<div class=\"body\">\n");
        WriteBody(page, hit);
        return page.Raw("</div></details>\n");
    }

    /// <summary>The same without the row, for a page about one request.</summary>
    public static HtmlText WriteBody(HtmlText page, HitView hit)
    {
        if (hit.Because is { } because)
            page.Open("p", ("class", "because " + ToneOf(hit))).Text(because).Raw("</p>\n");
        foreach (var note in hit.Notes)
            page.Element("p", note, "note").Raw("\n");
        WriteVotes(page, hit);
        WriteLines(page, hit);
        WriteResponse(page, hit);
        WriteKept(page, hit);
        return page;
    }

    public static string ToneOf(HitView hit) => hit.Verdict switch
    {
        "anonymous" or "opt-out call" or "static file" => "good",
        "identified" or "mixed" => "notice",
        "blocked" or "refused" => "bad",
        _ => "plain",
    };

    public static void WriteTime(HtmlText page, DateTimeOffset time) => page
        .Open("time", ("datetime", time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)))
        .Text(time.ToUniversalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)).Close("time");

    private static void WriteVotes(HtmlText page, HitView hit)
    {
        if (hit.Votes.Count == 0)
            return;

        page.Raw(
            "<h3>Decision</h3>\n<table role=\"table\" class=\"votes\"><caption>Every signal's vote; the most restrictive one "
                + "decides</caption>\n<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Signal</th><th "
                + "scope=\"col\" role=\"columnheader\">Vote</th><th scope=\"col\" role=\"columnheader\">Why</th></tr></thead>\n<tbody "
                + "role=\"rowgroup\">\n");
        foreach (var vote in hit.Votes)
        {
            var decides = vote.Signal == hit.DecidedBy;
            page.Open("tr", ("role", "row"), ("class", decides ? "decides" : null))
                .Raw("<th scope=\"row\" role=\"rowheader\" data-label=\"Signal\">").Element("code", vote.Signal).Raw(
                    "</th><td role=\"cell\" data-label=\"Vote\">")
                .Element("span", vote.Stance.ToString().ToLowerInvariant(), vote.Stance == Stance.Abstain ? "none" : "badge "
                    + (vote.Stance == Stance.Identified ? "notice" : vote.Stance == Stance.Blocked ? "bad" : "good")).Raw(
                        "</td><td role=\"cell\" data-label=\"Why\">")
                .Text(vote.Reason).Raw(decides ? " <strong>(decides)</strong>" : "").Raw("</td></tr>\n");
        }

        page.Raw("</tbody></table>\n");
    }

    private static void WriteLines(HtmlText page, HitView hit)
    {
        page.Raw("<h3>").Text(hit.IsForwarded ? "Sent by the browser, and forwarded" : "Sent by the browser; nothing is forwarded")
            .Raw("</h3>\n");
        if (!hit.IsEnforced)
            page.Raw(
                "<p class=\"note\">The policy is in shadow mode: the names listed below are forwarded today, and enforcing would strip "
                    + "them.</p>\n");
        var (content, headers) =
            (hit.Lines.Where(static line => !IsHeader(line.Line)).ToArray(), hit.Lines.Where(static line => IsHeader(line.Line)).ToArray());
        WriteLines(page, hit, content);
        if (headers.Length > 0)
        {
            var stripped = headers.Count(static line => line.Sign == LineDifference.Stripped);
            page.Raw("<details class=\"more\"><summary>")
                .Text(Invariant($"Headers: {stripped} stripped, {headers.Length - stripped} forwarded")).Raw("</summary>\n");
            WriteLines(page, hit, headers);
            page.Raw("</details>\n");
        }

        if (hit.IsEnforced)
            return;

        page.Raw("<ul class=\"kept\">\n");
        foreach (var item in hit.Stripped)
            page.Raw("<li>").Element("code", item.Name).Raw(" ").Element("span", $"{item.Rule}: {StrippedReason.For(item.Rule)}")
                .Raw("</li>\n");
        page.Raw("</ul>\n");
    }

    /// <summary>Headers are many and alike, so they are folded; cookies are not.</summary>
    private static bool IsHeader(string line) =>
        line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("   ", StringComparison.Ordinal)
            && !line.StartsWith(RequestLines.CookieLead, StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal);

    private static void WriteLines(HtmlText page, HitView hit, IEnumerable<(char Sign, string Line)> lines)
    {
        page.Raw("<ol class=\"lines\">\n");
        foreach (var (sign, line) in lines)
            WriteLine(page, hit, sign, line);
        page.Raw("</ol>\n");
    }

    private static void WriteLine(HtmlText page, HitView hit, char sign, string line)
    {
        var (style, word) = sign switch
        {
            LineDifference.Stripped => ("stripped", "stripped"),
            LineDifference.Added => ("added", "added"),
            LineDifference.Rewritten => ("rewritten", "rewritten"),
            _ => ("same", ""),
        };
        page.Open("li", ("class", style), ("data-sign", sign == LineDifference.Stripped ? "−" : sign.ToString())).Element("code", line);
        if (word.Length > 0)
            page.Raw(" ").Element("span", WhyOf(hit, sign, line) is not { } why ? word : why.StartsWith(
                word, StringComparison.Ordinal) ? why : $"{word}: {why}", "why");
        page.Raw("</li>\n");
    }

    /// <summary>The rule and its sentence; null where no rule of that name is in the trace.</summary>
    private static string? WhyOf(HitView hit, char sign, string line)
    {
        var text = line.TrimStart(' ', '&');
        var place = line.StartsWith(RequestLines.CookieLead, StringComparison.Ordinal)
            ? NameLocation.Cookie : line.StartsWith("   ", StringComparison.Ordinal) ? NameLocation.Parameter : NameLocation.RequestHeader;
        if (place == NameLocation.Cookie)
            text = line[RequestLines.CookieLead.Length..];
        var end = text.IndexOf(place == NameLocation.RequestHeader ? ':' : '=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(end < 0 ? text : text[..end]);
        if (sign != LineDifference.Stripped)
            return hit.Kept.FirstOrDefault(
                kept => kept.Place == place && kept.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Why.Text;

        var item = hit.Stripped.FirstOrDefault(
            stripped => stripped.Place == place && stripped.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? hit.Stripped.FirstOrDefault(stripped => stripped.Place == place && IsGroup(stripped.Name, place, name));
        return item is null ? null : $"{StrippedReason.For(item.Rule)} ({item.Rule})";
    }

    /// <summary>The trace calls what it must not name by a row of the Vocabulary, such as <c>(site cookie)</c> or <c>uc*</c>.</summary>
    private static bool IsGroup(string traced, NameLocation place, string name) => place != NameLocation.Parameter
        ? traced.StartsWith('(') || (traced.EndsWith('*') && name.StartsWith(traced[..^1], StringComparison.OrdinalIgnoreCase))
        : traced.EndsWith('*') && name.StartsWith(traced[..^1], StringComparison.OrdinalIgnoreCase);

    private static void WriteResponse(HtmlText page, HitView hit)
    {
        if (hit.Response is not { } response)
        {
            if (hit.LocalResponse is { } local)
                page.Raw("<h3>Response</h3>\n").Element("p", local).Raw("\n");
            return;
        }

        page.Raw("<h3>Response</h3>\n<dl class=\"facts\">");
        WriteFact(page, "Status", [Invariant($"{response.Status} ({response.Outcome})")]);
        WriteFact(page, "Cookies blocked", response.Blocked);
        WriteFact(page, "Cookies expired", response.Expired);
        WriteFact(page, "Cookies set", response.Set);
        page.Raw("</dl>\n");
    }

    private static void WriteFact(HtmlText page, string name, IReadOnlyList<string> values)
    {
        page.Raw("<div>").Element("dt", name).Raw("<dd>");
        if (values.Count == 0)
            page.Element("span", "none", "none");
        foreach (var value in values)
            page.Element("code", value).Raw(" ");
        page.Raw("</dd></div>");
    }

    private static void WriteKept(HtmlText page, HitView hit)
    {
        if (hit.Kept.Count == 0)
            return;

        page.Raw("<details class=\"more\"><summary>").Text(Invariant($"Reasons for the forwarded names ({hit.Kept.Count})")).Raw(
            "</summary>\n<ul class=\"kept\">\n");
        foreach (var kept in hit.Kept)
        {
            page.Raw("<li>").Element("code", kept.Name).Raw(" ").Text(kept.Why.Text);
            if (kept.LooksLike is { } looks)
                page.Raw(" ").Element("span", $"looks like {looks}", "badge notice");
            page.Raw("</li>\n");
        }

        page.Raw("</ul></details>\n");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
