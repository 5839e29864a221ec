namespace PrivacyGateway.Cli.Page;

/// <summary>Of a whole page only the scripts count. Each stays at its place, so that lines and columns stay true.</summary>
internal static class PageScripts
{
    private const string Comment = "<!--";
    private const string Script = "<script";

    /// <returns>The text itself if it has no script elements: it is a script.</returns>
    public static string Only(string page)
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
                Blank(kept, at, end);
                at = end;
            }
            else
            {
                var start = Math.Min(Find(page, ">", script) + 1, page.Length);
                Blank(kept, at, start);
                at = Find(page, "</script", start);
            }
        }

        return new string(kept);
    }

    /// <summary>The text's length if it is not there.</summary>
    private static int Find(string page, string text, int from)
    {
        var found = from < page.Length ? page.IndexOf(text, from, StringComparison.OrdinalIgnoreCase) : -1;
        return found < 0 ? page.Length : found;
    }

    private static void Blank(char[] page, int from, int to)
    {
        foreach (ref var character in page.AsSpan(from..to))
        {
            if (character != '\n')
                character = ' ';
        }
    }
}
