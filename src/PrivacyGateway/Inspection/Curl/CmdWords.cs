using System.Text;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Curl;

/// <summary>
/// Splits a command as browsers write it for cmd.exe. A caret escapes the next character, even where cmd.exe would not treat it as an
/// escape; <c>"…"</c>, <c>\"</c>, <c>""</c> and <c>\\</c> are then parsed as the called program does.
/// </summary>
internal static class CmdWords
{
    /// <exception cref="FormatException">A quote is not closed; the message names the line.</exception>
    public static IReadOnlyList<CurlWord> Split(string text)
    {
        var words = new List<CurlWord>();
        var rest = new CommandText(WithoutCarets(text));
        while (true)
        {
            while (!rest.IsAtEnd && char.IsWhiteSpace(rest.Peek()))
            {
                if (rest.Take() == '\n')
                    words.Add(new CurlWord(";", IsQuoted: false, rest.Line));
            }

            if (rest.IsAtEnd)
                return words;
            words.Add(TakeWord(rest));
        }
    }

    /// <summary>
    /// A caret before a line end continues the line; before two line ends it stands for a line feed. A caret before a letter or digit is
    /// text, unless it follows a percent sign, where it prevents the expansion of a variable.
    /// </summary>
    private static string WithoutCarets(string text)
    {
        var plain = new StringBuilder(text.Length);
        var rest = new CommandText(text);
        while (!rest.IsAtEnd)
        {
            var next = rest.Take();
            var escapes = next == '^' && !rest.IsAtEnd
                && (!char.IsAsciiLetterOrDigit(rest.Peek()) || (plain.Length > 0 && plain[^1] == '%'));
            if (!escapes)
                plain.Append(next);
            else if (!rest.TryTakeLineEnd())
                plain.Append(rest.Take());
            else if (rest.TryTakeLineEnd())
                plain.Append('\n');
        }

        return plain.ToString();
    }

    private static CurlWord TakeWord(CommandText rest)
    {
        var (line, word, inQuotes, isQuoted) = (rest.Line, new StringBuilder(), false, false);
        while (!rest.IsAtEnd && (inQuotes || !char.IsWhiteSpace(rest.Peek())))
        {
            if (rest.Peek() == '\\' && rest.Peek(1) is '"' or '\\' or '$' or '`')
            {
                rest.Take();
                word.Append(rest.Take());
            }
            else if (inQuotes && rest.TryTake("\"\""))
            {
                word.Append('"');
            }
            else if (rest.TryTake("\""))
            {
                (inQuotes, isQuoted) = (!inQuotes, true);
            }
            else
            {
                word.Append(rest.Take());
            }
        }

        return inQuotes
            ? throw new FormatException($"the curl command, line {line}: the quote \" is not closed. Copy the whole command.")
            : new CurlWord(WireText.From(word.ToString()), isQuoted, line);
    }
}
