namespace PrivacyGateway.Cli.Page;

/// <summary>Replaces everything but the scripts of an HTML page by spaces, so that lines and columns do not change.</summary>
internal static class PageScripts
{
    private const string Comment = "<!--";
    private const string Script = "<script";

    /// <returns>The unchanged text if it has no script elements, because it is a script.</returns>
    public static string KeepScripts(string page)
    {
        if (!page.Contains(Script, StringComparison.OrdinalIgnoreCase))
            return page;

        var kept = page.ToCharArray();
        for (var at = 0; at < page.Length;)
        {
            var comment = Find(page, Comment, at);
            var script = Find(page, Script, at);
            if (comment < script)
            {
                var end = Find(page, "-->", comment);
                Erase(kept, at, end);
                at = end;
            }
            else
            {
                var start = Math.Min(Find(page, ">", script) + 1, page.Length);
                Erase(kept, at, start);
                at = Find(page, "</script", start);
            }
        }

        return new string(kept);
    }

    /// <summary>The page's length if the text is not found.</summary>
    private static int Find(string page, string text, int from)
    {
        var found = from < page.Length ? page.IndexOf(text, from, StringComparison.OrdinalIgnoreCase) : -1;
        return found < 0 ? page.Length : found;
    }

    private static void Erase(char[] page, int from, int to)
    {
        foreach (ref var character in page.AsSpan(from..to))
        {
            if (character != '\n')
                character = ' ';
        }
    }
}
