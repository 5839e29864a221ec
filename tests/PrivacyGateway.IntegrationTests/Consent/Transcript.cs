namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>A documented command and its documented output.</summary>
/// <param name="Command">As a reader would type it; a continued one with its line ends.</param>
/// <param name="Output">The lines below it.</param>
internal sealed record Transcript(string Command, IReadOnlyList<string> Output)
{
    private const string Prompt = "$ ";

    /// <summary>Every block fenced as <c>console</c>.</summary>
    /// <exception cref="InvalidDataException">A block is not one curl command with its output.</exception>
    public static IReadOnlyList<Transcript> In(string markdown)
    {
        var blocks = new List<Transcript>();
        List<string>? open = null;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (open is null)
            {
                open = line == "```console" ? [] : null;
            }
            else if (line == "```")
            {
                blocks.Add(From(open));
                open = null;
            }
            else
            {
                open.Add(line);
            }
        }

        return open is null ? blocks : throw new InvalidDataException("A console block has no end.");
    }

    /// <summary>Null if the output equals the documented one; else the first line that differs.</summary>
    public string? Differs(string printed)
    {
        var (documented, got) = (Lines(Output), Lines(printed.Split('\n')));
        for (var at = 0; at < Math.Max(documented.Length, got.Length); at++)
        {
            var (expected, actual) = (at < documented.Length ? documented[at] : "(nothing)", at < got.Length ? got[at] : "(nothing)");
            if (expected != actual)
                return $"line {at + 1} of the output\n  is in the document: {expected}\n  but was printed:    {actual}\nAll of "
                    + $"it:\n{string.Join('\n', got)}";
        }

        return null;
    }

    private static Transcript From(List<string> lines)
    {
        if (lines.Count == 0 || !lines[0].StartsWith(Prompt + "curl ", StringComparison.Ordinal))
            throw new InvalidDataException("A console block does not begin with \"$ curl \".");
        var length = 1;
        while (length < lines.Count && lines[length - 1].EndsWith('\\'))
            length++;
        return lines.FindLastIndex(line => line.StartsWith(Prompt, StringComparison.Ordinal)) == 0
            ? new Transcript(string.Join('\n', lines.Take(length))[Prompt.Length..], [.. lines.Skip(length)])
            : throw new InvalidDataException($"A console block holds more than one command: {lines[0]}");
    }

    /// <summary>Without the clock, carriage returns and trailing empty lines.</summary>
    private static string[] Lines(IEnumerable<string> lines)
    {
        var kept = lines.Select(line => line.TrimEnd('\r')).Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal)).ToList();
        while (kept is [.., ""])
            kept.RemoveAt(kept.Count - 1);
        return [.. kept];
    }
}
