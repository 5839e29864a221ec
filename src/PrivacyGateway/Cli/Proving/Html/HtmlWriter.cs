using System.Net;
using System.Text;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>Writes the elements of the report. It escapes every text, so that a configuration cannot inject markup.</summary>
internal sealed class HtmlWriter(bool isGerman)
{
    private readonly StringBuilder _page = new();

    public bool IsGerman => isGerman;

    public string Prefix => isGerman ? "de" : "en";

    public void Heading(int level, LocalizedText text, string? id = null) =>
        _page.Append("<h").Append(level).Append(id is null ? "" : $" id=\"{Prefix}-{Escape(id)}\"").Append('>').Append(Escape(text))
            .Append("</h").Append(level).Append(">\n");

    public void Paragraph(LocalizedText text, string? style = null) =>
        _page.Append("<p").Append(style is null ? "" : $" class=\"{style}\"").Append('>').Append(Escape(text)).Append("</p>\n");

    public void List(IEnumerable<string> items)
    {
        _page.Append("<ul>\n");
        foreach (var item in items)
            _page.Append("<li>").Append(Escape(item)).Append("</li>\n");
        _page.Append("</ul>\n");
    }

    /// <summary>Writes a list of names and values.</summary>
    public void Facts(IEnumerable<(LocalizedText Name, string Value)> facts)
    {
        _page.Append("<dl>\n");
        foreach (var (name, value) in facts)
            _page.Append("<div><dt>").Append(Escape(name)).Append("</dt><dd>").Append(Escape(value)).Append("</dd></div>\n");
        _page.Append("</dl>\n");
    }

    /// <summary>
    /// Writes a table, or a sentence if there are no rows. On a narrow screen the cells are stacked and labelled by <c>data-label</c>; the
    /// roles keep the table structure for screen readers.
    /// </summary>
    public void Table(
        LocalizedText caption, IReadOnlyList<LocalizedText> columns, IEnumerable<IReadOnlyList<string>> rows, string? style = null)
    {
        IReadOnlyList<string>[] all = [.. rows];
        if (all.Length == 0)
        {
            Paragraph(new LocalizedText($"{caption.English}: nothing.", $"{caption.German}: nichts."));
            return;
        }

        _page.Append("<table role=\"table\"").Append(style is null ? "" : $" class=\"{style}\"").Append(">\n<caption>")
            .Append(Escape(caption)).Append("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in columns)
            _page.Append("<th scope=\"col\" role=\"columnheader\">").Append(Escape(column)).Append("</th>");
        _page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var row in all)
        {
            _page.Append("<tr role=\"row\">");
            for (var i = 0; i < row.Count; i++)
            {
                var (element, attributes) = i == 0 ? ("th", "scope=\"row\" role=\"rowheader\"") : ("td", "role=\"cell\"");
                _page.Append(string.Concat("<", element, " ", attributes)).Append(" data-label=\"").Append(Escape(columns[i])).Append("\">")
                    .Append(Escape(row[i])).Append("</").Append(element).Append('>');
            }

            _page.Append("</tr>\n");
        }

        _page.Append("</tbody>\n</table>\n");
    }

    /// <summary>Writes preformatted text.</summary>
    public void Block(string text) => _page.Append("<pre>").Append(Escape(text)).Append("</pre>\n");

    public void Open(string element, string attributes = "") =>
        _page.Append('<').Append(element).Append(attributes.Length == 0 ? "" : " " + attributes).Append(">\n");

    public void Close(string element) => _page.Append("</").Append(element).Append(">\n");

    public string Localize(LocalizedText text) => text.In(isGerman);

    public override string ToString() => _page.ToString();

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private string Escape(LocalizedText text) => Escape(text.In(isGerman));
}
