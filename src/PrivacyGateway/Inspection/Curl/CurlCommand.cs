
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Curl;

/// <summary>
/// Parses curl commands that Chrome and Firefox copy, for bash and for cmd.exe, one or several. It runs no command and opens no file.
/// </summary>
internal static class CurlCommand
{
    /// <summary>Whether a text starts with a curl command.</summary>
    public static bool IsIn(string text) =>
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] && IsCurl(first);

    /// <exception cref="FormatException">The text is not a curl command; the message names line and remedy.</exception>
    public static IReadOnlyList<TypedRequest> Parse(string text)
    {
        var requests = new List<TypedRequest>();
        var command = new List<CurlWord>();
        foreach (var word in (IsForCmd(text) ? CmdWords.Split(text) : BashWords.Split(text)).Append(new CurlWord(";", IsQuoted: false, 0)))
        {
            if (word is not { IsQuoted: false, Text: ";" or "&" })
            {
                command.Add(word);
                continue;
            }

            if (command.Count > 0)
                requests.Add(ParseOne(command));
            command.Clear();
        }

        return requests.Count > 0
            ? requests : throw new FormatException("there is no curl command. Paste what the browser copies as cURL.");
    }

    /// <summary>Browsers quote with <c>'</c> for bash, and with <c>"</c> or <c>^"</c> and carets for cmd.exe.</summary>
    private static bool IsForCmd(string text)
    {
        var quote = text.AsSpan().IndexOfAny('\'', '"');
        if (quote < 0 || text[quote] == '\'')
            return quote < 0 && text.Contains("^\n", StringComparison.Ordinal);
        return (quote > 0 && text[quote - 1] == '^')
            || text.Contains(" ^\n", StringComparison.Ordinal)
            || text.Contains(" ^\r\n", StringComparison.Ordinal)
            || (text.Contains('^', StringComparison.Ordinal) && !text.Contains("\\\n", StringComparison.Ordinal));
    }

    private static bool IsCurl(string word) => word is "curl" or "curl.exe";

    private static TypedRequest ParseOne(List<CurlWord> words)
    {
        if (!IsCurl(words[0].Text))
            throw new FormatException(
                $"the curl command, line {words[0].Line}: it does not begin with curl. Paste what the browser copies as cURL, and nothing "
                    + "else.");

        var request = new CurlRequest();
        for (var i = 1; i < words.Count; i++)
            i = Read(words, i, request);
        return request.Build();
    }

    /// <returns>The index of the last consumed word.</returns>
    private static int Read(List<CurlWord> words, int index, CurlRequest request)
    {
        var (text, isQuoted, line) = words[index];
        if (!isQuoted && text is "|" or "<" or ">")
            throw new FormatException($"the curl command, line {line}: {text} follows the command. Paste the command alone.");
        if (text.Length < 2 || text[0] != '-')
        {
            request.Add(CurlOption.Url, "", text);
            return index;
        }

        return text.StartsWith("--", StringComparison.Ordinal)
            ? ReadOption(words, index, text, "", request) : ReadLetters(words, index, request);
    }

    /// <summary>Reads short options: "-sS" is two options, "-XPOST" is one with its value.</summary>
    private static int ReadLetters(List<CurlWord> words, int index, CurlRequest request)
    {
        var letters = words[index].Text;
        for (var at = 1; at < letters.Length; at++)
        {
            var name = $"-{letters[at]}";
            if (CurlOptions.Find(name) is not { } option || CurlOptions.TakesValue(option))
                return ReadOption(words, index, name, letters[(at + 1)..], request);
            request.Add(option, name, "");
        }

        return index;
    }

    private static int ReadOption(List<CurlWord> words, int index, string name, string attached, CurlRequest request)
    {
        if (CurlOptions.Find(name) is not { } option)
            throw new FormatException(
                $"the curl command, line {words[index].Line}: explain does not know the effect of {name} on a request. Remove it if it "
                    + "concerns only the connection.");
        if (!CurlOptions.TakesValue(option))
        {
            request.Add(option, name, "");
            return index;
        }

        if (attached.Length > 0)
        {
            request.Add(option, name, attached);
            return index;
        }

        if (index + 1 == words.Count)
            throw new FormatException($"the curl command, line {words[index].Line}: {name} has no value. Copy the whole command.");
        request.Add(option, name, words[index + 1].Text);
        return index + 1;
    }
}
