using Microsoft.AspNetCore.Http;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Inspection.Preview;

namespace PrivacyGateway.Endpoints.State;

/// <summary>
/// The forms of the admin pages: only a page of the admin listener itself may send one, and only with the token that the page holds.
/// </summary>
internal static class StateForms
{
    public const string TokenField = "token";

    private const int LongestName = 64;

    /// <summary>Of this process; a page of another origin cannot read it.</summary>
    private static readonly string Token = PreviewToken.Create();

    public static void Write(HtmlText page, StateForm form)
    {
        page.Open("form", ("method", "post"), ("action", form.Action), ("class", "form"));
        WriteToken(page);
        if (form.Field is { } field)
        {
            var (id, list) = ($"field-{field}", $"choices-{field}");
            page.Open("label", ("for", id)).Text(form.Label).Raw("</label>")
                .Open("input", ("id", id), ("name", field), ("value", form.Value), ("list", list), ("required", ""),
                    ("autocomplete", "off"), ("spellcheck", "false"))
                .Open("datalist", ("id", list));
            foreach (var choice in form.Choices)
                page.Open("option", ("value", choice)).Close("option");
            page.Raw("</datalist>");
        }

        page.Raw("<button class=\"first\" type=\"submit\">").Text(form.Button).Raw("</button></form>\n");
    }

    public static void WriteToken(HtmlText page) => page.Open("input", ("type", "hidden"), ("name", TokenField), ("value", Token));

    /// <summary>The fields of a form of our own pages; null, with 403 or 413 written, for any other.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(HttpContext context, int longest)
    {
        var isOwn = SameOrigin.IsProven(context.Request);
        var fields = isOwn ? await SmallForm.ReadAsync(context.Request, LongestName, longest) : null;
        if (fields is not null && PreviewToken.AreEqual(fields.GetValueOrDefault(TokenField, ""), Token))
            return fields;

        PageHeaders.Set(context.Response);
        context.Response.StatusCode = isOwn && fields is null ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status403Forbidden;
        context.Response.ContentLength = 0;
        return null;
    }
}
