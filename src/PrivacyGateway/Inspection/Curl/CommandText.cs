namespace PrivacyGateway.Inspection.Curl;

/// <summary>A cursor over the text of a command line.</summary>
internal sealed class CommandText(string text)
{
    public int Position { get; private set; }

    /// <summary>Line of the next character, from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The next character, or a later one; NUL after the end.</summary>
    public char Peek(int offset = 0) => Position + offset < text.Length ? text[Position + offset] : '\0';

    public char Take()
    {
        var taken = text[Position++];
        if (taken == '\n')
            Line++;
        return taken;
    }

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
            return false;
        for (var i = 0; i < expected.Length; i++)
            Take();
        return true;
    }

    public bool TryTakeLineEnd() => TryTake("\r\n") || TryTake("\n");
}
