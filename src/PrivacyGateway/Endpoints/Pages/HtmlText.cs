using System.Globalization;
using System.Net;
using System.Text;

namespace PrivacyGateway.Endpoints.Pages;

/// <summary>
/// Writes elements. Every text and attribute is escaped here, so that neither the configuration nor a request can bring in markup.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _page = new();

    /// <summary>Markup that the program wrote itself.</summary>
    public HtmlText Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    public HtmlText Text(string text)
    {
        _page.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    public HtmlText Number(double number)
    {
        _page.Append(number.ToString("0.###", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>An opening tag; attributes without a value are left out.</summary>
    public HtmlText Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _page.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                _page.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
        }

        _page.Append('>');
        return this;
    }

    public HtmlText Close(string element)
    {
        _page.Append("</").Append(element).Append('>');
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public HtmlText Element(string element, string text, string? style = null) => Open(element, ("class", style)).Text(text).Close(element);

    public override string ToString() => _page.ToString();
}
