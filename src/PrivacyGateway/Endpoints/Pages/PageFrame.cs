namespace PrivacyGateway.Endpoints.Pages;

/// <summary>The frame that all pages share.</summary>
internal static class PageFrame
{
    /// <param name="title">Of the window.</param>
    /// <param name="files">Where the page's files are served, with the slash at the end.</param>
    /// <param name="script">The page's module.</param>
    public static HtmlText Open(string title, string files, string script) => new HtmlText()
        .Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
            + "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
        .Element("title", title).Raw("\n")
        .Open("link", ("rel", "icon"), ("href", files + "icon.svg"), ("type", "image/svg+xml"))
        .Open("link", ("rel", "stylesheet"), ("href", files + "page.css"))
        .Open("script", ("type", "module"), ("src", files + script)).Close("script")
        .Raw("\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");

    public static string Close(HtmlText page) => page.Raw("</body>\n</html>\n").ToString();
}
