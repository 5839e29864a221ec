using System.Text;

namespace PrivacyGateway.Tests.Architecture;

/// <summary>
/// Strips comments and the text of literals from C#, so that only code remains; the holes of interpolated strings are code.
/// </summary>
internal static class CSharpText
{
    public static string WithoutCommentsAndLiterals(string text)
    {
        var code = new StringBuilder(text.Length);
        var at = 0;
        CopyCode(text, ref at, code, endsAtBrace: false);
        return code.ToString();
    }

    private static void CopyCode(string text, ref int at, StringBuilder code, bool endsAtBrace)
    {
        var depth = 0;
        while (at < text.Length)
        {
            if (text.AsSpan(at).StartsWith("//"))
            {
                SkipTo(text, ref at, "\n", code);
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                SkipTo(text, ref at, "*/", code);
                at = Math.Min(at + 2, text.Length);
            }
            else if (text[at] == '\'')
            {
                SkipQuoted(text, ref at);
            }
            else if (IsLiteral(text, at, out var dollars, out var isVerbatim, out var quotes))
            {
                at += dollars + (isVerbatim ? 1 : 0) + quotes;
                SkipText(text, ref at, code, dollars, isVerbatim, quotes);
            }
            else
            {
                depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
                if (endsAtBrace && depth < 0)
                    return;
                code.Append(text[at++]);
            }
        }
    }

    private static bool IsLiteral(string text, int at, out int dollars, out bool isVerbatim, out int quotes)
    {
        var rest = text.AsSpan(at);
        isVerbatim = rest.StartsWith("@$\"") || rest.StartsWith("@\"") || rest.StartsWith("$@\"");
        dollars = rest.StartsWith("@$\"") ? 1 : rest.Length - rest.TrimStart('$').Length;
        var lead = dollars + (isVerbatim ? 1 : 0);
        quotes = lead >= rest.Length ? 0 : rest[lead..].Length - rest[lead..].TrimStart('"').Length;
        if (quotes == 2 || (isVerbatim && quotes > 1))
            quotes = 1; // The empty string, whose second quote ends it.
        return quotes > 0;
    }

    private static void SkipText(string text, ref int at, StringBuilder code, int dollars, bool isVerbatim, int quotes)
    {
        var end = new string('"', quotes);
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            if (quotes == 1 && !isVerbatim && rest[0] == '\\')
            {
                at += 2;
            }
            else if (quotes == 1 && (isVerbatim && rest.StartsWith("\"\"") || dollars > 0 && rest.StartsWith("{{")))
            {
                at += 2;
            }
            else if (rest.StartsWith(end))
            {
                at += quotes;
                return;
            }
            else if (dollars > 0 && rest.StartsWith(new string('{', dollars)))
            {
                at += dollars;
                CopyCode(text, ref at, code.Append(' '), endsAtBrace: true);
                at += dollars;
            }
            else
            {
                code.Append(rest[0] == '\n' ? "\n" : "");
                at++;
            }
        }
    }

    private static void SkipQuoted(string text, ref int at)
    {
        for (at++; at < text.Length && text[at] != '\''; at++)
            at += text[at] == '\\' ? 1 : 0;
        at++;
    }

    private static void SkipTo(string text, ref int at, string end, StringBuilder code)
    {
        for (; at < text.Length && !text.AsSpan(at).StartsWith(end); at++)
            code.Append(text[at] == '\n' ? "\n" : "");
    }
}
