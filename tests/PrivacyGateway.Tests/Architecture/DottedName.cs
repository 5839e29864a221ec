namespace PrivacyGateway.Tests.Architecture;

/// <summary>A name as it stands in code, such as <c>PrivacyGateway.Hits.Hit</c>, from its first word on.</summary>
internal sealed record DottedName(int Line, IReadOnlyList<string> Parts)
{
    /// <summary>
    /// Every name; a word behind a dot belongs to the name before it, or to an expression. A file's own namespace does not count.
    /// </summary>
    public static IEnumerable<DottedName> AllIn(string[] lines)
    {
        var parts = new List<string>();
        var (line, isMember, isOpen, isNamespace) = (0, false, false, false);
        foreach (var (number, word) in WordsOf(lines).Append((0, ";")))
        {
            if (word == ".")
            {
                (isMember, isOpen) = (parts.Count == 0, true);
                continue;
            }

            if (!isOpen && parts.Count > 0)
            {
                if (!isNamespace)
                    yield return new DottedName(line, [.. parts]);
                isNamespace = parts is ["namespace"];
                parts.Clear();
            }

            var isWord = char.IsLetter(word[0]) || word[0] == '_';
            if (isWord && !(isMember && parts.Count == 0))
            {
                line = parts.Count == 0 ? number : line;
                parts.Add(word);
            }

            (isMember, isOpen) = (false, false);
        }
    }

    private static IEnumerable<(int Line, string Word)> WordsOf(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            for (var at = 0; at < lines[i].Length; at++)
            {
                var end = at;
                while (end < lines[i].Length && (char.IsLetterOrDigit(lines[i][end]) || lines[i][end] == '_'))
                    end++;
                if (end > at)
                    yield return (i + 1, lines[i][at..end]);
                else if (!char.IsWhiteSpace(lines[i][at]))
                    yield return (i + 1, lines[i][at..(at + 1)]);
                at = Math.Max(end - 1, at);
            }
        }
    }
}
