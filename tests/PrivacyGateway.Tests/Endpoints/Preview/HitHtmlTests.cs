using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Inspection;
using PrivacyGateway.Tests.Cli.Explaining;

namespace PrivacyGateway.Tests.Endpoints.Preview;

public sealed class HitHtmlTests
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task No_text_of_a_request_becomes_markup()
    {
        var view = HitViews.Create(await Explained.ExplainAsync(
            Explained.Url + "&" + Markup + "=" + Markup, $"Cookie: {Markup}={Markup}; miCookieOptOut={Markup}", $"User-Agent: {Markup}"));

        var page = HitHtml.Write(new HtmlText(), view with
        {
            Response = new ResponseView(200, "forwarded", [Markup], [Markup], [Markup]),
            Notes = [Markup],
        }, isOpen: true).ToString()
            + PreviewPage.Now(new HtmlText(), view);

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stripped_line_stands_with_its_rule_and_sentence()
    {
        var view = HitViews.Create(await Explained.ExplainAsync(Explained.Url, "Cookie: miCookieOptOut=1; session=abc"));

        var page = HitHtml.Write(new HtmlText(), view, isOpen: true).ToString();

        Assert.Contains(
            "eid=2260000000000000777</code> <span class=\"why\">stripped: identifies a person, device or session (identity)</span>", page,
            StringComparison.Ordinal);
        Assert.Contains("cd=4711</code> <span class=\"why\">stripped: suppressParameter lists it (suppress-parameter)</span>", page,
            StringComparison.Ordinal);
        Assert.Contains("session=abc</code> <span class=\"why\">stripped: an anonymous hit carries no cookie (anonymous-hit-cookie)</span>",
            page, StringComparison.Ordinal);
        Assert.Contains("nc=1</code> <span class=\"why\">added: marks the hit as anonymous</span>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>(decides)</strong>", page, StringComparison.Ordinal);
    }
}
