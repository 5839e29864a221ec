namespace PrivacyGateway.Tests.Documentation;

/// <summary>A row of a table in <c>docs/configuration.md</c>.</summary>
/// <param name="Path">From the root, <c>*</c> where a name is free.</param>
/// <param name="Default">The cell as written.</param>
/// <param name="Unit">The cell as written; empty without a unit.</param>
/// <param name="Example">JSON.</param>
internal sealed record ConfigurationRow(string Path, string Default, string Unit, string Example)
{
    private const string Head = "| key | default | unit | example | meaning |";

    public static IReadOnlyList<ConfigurationRow> ReadAll(string page)
    {
        var rows = new List<ConfigurationRow>();
        var (section, isTable) = ("", false);
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("## `", StringComparison.Ordinal))
                section = line.Trim('#', ' ', '`');
            isTable = line == Head || (isTable && line.StartsWith('|'));
            if (isTable && line.StartsWith("| `", StringComparison.Ordinal))
                rows.Add(Read(section, line));
        }

        return rows;
    }

    private static ConfigurationRow Read(string section, string line)
    {
        var cells = line.Split(" | ");
        Assert.True(cells.Length == 5, $"Not five cells: {line}");
        var path = $"{section}.{cells[0][2..].Trim('`')}".Replace(".NAME", ".*", StringComparison.Ordinal);
        return new ConfigurationRow(path, cells[1], cells[2].Trim(), cells[3].Trim('`'));
    }
}
