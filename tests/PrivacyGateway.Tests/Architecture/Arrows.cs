namespace PrivacyGateway.Tests.Architecture;

/// <summary>Which room may import which, read from the table in <c>docs/architecture.md</c>.</summary>
internal static class Arrows
{
    public const string Page = "docs/architecture.md";

    private const string Head = "| room | may import |";

    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = Parse(Repository.Read(Page));

    /// <summary>Rooms without web, clock, disk and network.</summary>
    public static IReadOnlyList<string> PlainRooms { get; } = ["Hits", "Consent", "Rewriting", "Policies"];

    /// <summary>Reads the rows below <c>| room | may import |</c>; names stand in backticks or plain, separated by commas.</summary>
    public static IReadOnlyDictionary<string, string[]> Parse(string page)
    {
        var lines = page.Split('\n');
        var head = Array.FindIndex(lines, static line => line.StartsWith(Head, StringComparison.Ordinal));
        if (head < 0)
            throw new InvalidOperationException($"{Page} has no table \"{Head}\".");

        return lines.Skip(head + 2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|'))
            .ToDictionary(static cells => NamesIn(cells[1]).Single(), static cells => NamesIn(cells[2]), StringComparer.Ordinal);
    }

    private static string[] NamesIn(string cell) =>
        [.. cell.Split([',', ' ', '`'], StringSplitOptions.RemoveEmptyEntries).Where(static name => char.IsLetter(name[0]))];
}
