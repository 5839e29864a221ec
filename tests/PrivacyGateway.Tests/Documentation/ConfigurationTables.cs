using System.Text;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>
/// Writes the tables of <c>docs/configuration.md</c>. Each stands below a comment that names the section, and holds the keys of the section
/// that no other table holds.
/// </summary>
internal static class ConfigurationTables
{
    private const string Lead = "<!-- keys: ";
    private const string Tail = " -->";

    /// <summary>The page with its tables renewed.</summary>
    public static string Renew(string page)
    {
        var lines = page.Split('\n');
        var tables = lines.Where(IsMark).Select(static line => line[Lead.Length..^Tail.Length]).ToArray();
        (string Path, string Cells)[] rows =
        [
            .. Rows(typeof(GatewayConfig), "PrivacyGateway", isRequired: true),
            .. Rows(typeof(RouteSection), "ReverseProxy.Routes.NAME", isRequired: true),
            .. Rows(typeof(ClusterSection), "ReverseProxy.Clusters.NAME", isRequired: true),
        ];
        var (renewed, heading, old) = (new StringBuilder(), "", Old.None);
        foreach (var line in lines)
        {
            if (line.StartsWith("## `", StringComparison.Ordinal))
                heading = line.Trim('#', ' ', '`');
            old = old == Old.None || (old == Old.Table && !line.StartsWith('|')) ? Old.None : line.StartsWith('|')
                ? Old.Table : Old.BeforeTable;
            if (old == Old.None)
                renewed.Append(line).Append('\n');
            if (!IsMark(line))
                continue;
            old = Old.BeforeTable;
            renewed.Append("\n| key | default | unit | example | meaning |\n| --- | --- | --- | --- | --- |\n");
            foreach (var (path, cells) in rows.Where(row => tables.Where(table => row.Path.StartsWith(
                $"{table}.", StringComparison.Ordinal)).MaxBy(static table => table.Length) == line[Lead.Length..^Tail.Length]))
                renewed.Append($"| `{path[(heading.Length + 1)..]}` | {cells} |\n");
        }

        renewed.Length--;
        return renewed.ToString();
    }

    /// <summary>Where in the former table the reader is.</summary>
    private enum Old
    {
        None,
        BeforeTable,
        Table,
    }

    private static bool IsMark(string line) => line.StartsWith(Lead, StringComparison.Ordinal);

    private static IEnumerable<(string Path, string Cells)> Rows(Type record, string path, bool isRequired) =>
        ConfigurationKey.In(record).SelectMany(key =>
    {
        var below = $"{path}.{key.Key.Name}";
        return key.IsNamed ? Rows(key.Key.Section!, $"{below}.NAME", isRequired: true)
            : key.Key.Section is { } section && !key.IsList
                ? Rows(section, below, isRequired && (key.Key.IsRequired || key.Fallback is not null))
            : [(below, Cells(key, isRequired))];
    });

    /// <param name="key">A key.</param>
    /// <param name="isRequired">Whether its section is always there.</param>
    private static string Cells(ConfigurationKey key, bool isRequired)
    {
        Assert.True(key.Key.Example.Length > 0, $"{key.Property} has no example.");
        var fallback = key.Default is { } value ? $"`{Spaced(value)}`" : key.Key.IsRequired && isRequired ? "required" : "none";
        var unit = key.Key.Unit.Length == 0 && key.Key.Format != YarpFormat.None ? "YARP" : key.Key.Unit;
        return $"{fallback} | {unit} | `{key.Key.Example}` | "
            + $"{DocComments.Markdown(key.Property)}{(key.Key.NeedsRestart ? " *Restart*" : "")}";
    }

    /// <summary>As people write JSON.</summary>
    private static string Spaced(JsonNode value) =>
        value is JsonArray list ? $"[{string.Join(", ", list.Select(item => item!.ToJsonString()))}]" : value.ToJsonString(SchemaKey.Plain);
}
