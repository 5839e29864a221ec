using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>Explains why a text is not JSON.</summary>
internal static class JsonSyntax
{
    private const string FromPage = "validate --from-page FILE";

    /// <param name="utf8">The text.</param>
    /// <param name="offset">Where the reader stopped.</param>
    /// <param name="problems">Takes the error.</param>
    public static void Explain(byte[] utf8, int offset, ConfigProblems problems)
    {
        if (IsInText(utf8.AsSpan(0, offset)))
        {
            var isLineEnd = offset == utf8.Length || utf8[offset] is (byte)'\n' or (byte)'\r';
            Add(offset, isLineEnd
                ? ("a text does not end on its line.", "Add the missing quote; a line break inside a text is written \\n.")
                : ("a text has a character that must be escaped.", "Write \\\\ for a backslash, \\\" for a quote, \\t for a tab."));
            return;
        }

        // The reader stops inside or behind a word that is no value; the problem is the word.
        while (offset > 0 && IsWord(utf8[offset - 1]) && (offset == utf8.Length || utf8[offset] != '"'))
            offset--;
        Add(offset, Explain(utf8.AsSpan(0, offset).TrimEnd(" \t\r\n"u8), utf8.AsSpan(offset)));

        void Add(int at, (string Message, string Remedy) finding) =>
            problems.Error(ConfigPath.Root, $"this is not JSON: {finding.Message}", finding.Remedy, ConfigText.PlaceAt(utf8, at));
    }

    /// <summary>No text spans lines, so an odd quote on the line means that one is open.</summary>
    private static bool IsInText(ReadOnlySpan<byte> before)
    {
        var isInText = false;
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                isInText = !isInText;
            else if (line[i] == '\\' && isInText)
                i++;
        }

        return isInText;
    }

    private static (string Message, string Remedy) Explain(ReadOnlySpan<byte> before, ReadOnlySpan<byte> at)
    {
        if (at.IsEmpty)
            return before.IsEmpty ? ("the file is empty.", "Start from config/proxy.json.")
                : ("the file ends before its brackets are closed.", "Add the missing brackets, or the missing quote of the last text.");

        var word = at[..WordLength(at)];
        var behind = at[word.Length..].TrimStart(" \t\r\n"u8);
        var previous = before.IsEmpty ? (byte)0 : before[^1];
        if (at[0] == '<' && before.IsEmpty)
            return ("this is a web page.", $"Let {FromPage} print the JSON of its userIdentification block.");
        if (at[0] is (byte)'\'' or (byte)'`' || (!word.IsEmpty && !char.IsAsciiDigit((char)word[0]) && IsScript(previous, behind)))
            return ("it is JavaScript, as it stands in a page.",
                $"Write keys and texts in double quotes, or let {FromPage} print the JSON of the page's block.");
        if (!word.IsEmpty)
            return ($"{Encoding.UTF8.GetString(word)} is no value.", "Write true, false, a number, or a text in double quotes.");
        if (at[0] is (byte)'"' or (byte)'{' or (byte)'[' && (previous is (byte)'"' or (byte)'}' or (byte)']' || IsWord(previous)))
            return ("a comma or a colon is missing before this place.", "Add it.");
        return ((char)at[0] is var character && char.IsAscii(character) ? $"'{character}' cannot stand here."
            : "this character cannot stand here.", "Check for a missing comma, quote or bracket at or before this place.");
    }

    /// <summary>A bare key, or a statement.</summary>
    private static bool IsScript(byte previous, ReadOnlySpan<byte> behind) =>
        !behind.IsEmpty && (behind[0] is (byte)'.' or (byte)'(' or (byte)'='
            || (behind[0] == ':' && previous is (byte)'{' or (byte)',' or (byte)'/' or 0) || char.IsAsciiLetter((char)behind[0]));

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsWord(text[length]))
            length++;
        return length;
    }

    private static bool IsWord(byte character) => char.IsAsciiLetterOrDigit((char)character) || character is (byte)'_' or (byte)'$';
}
