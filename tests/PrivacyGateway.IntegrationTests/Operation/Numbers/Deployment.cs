using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The files that are deployed beside the gateway, in this clone.</summary>
internal static class Deployment
{
    public static string Alerts => PathOf("prometheus/alerts.yml");

    public static string AlertTests => PathOf("prometheus/alerts.test.yml");

    public static string Probes => PathOf("../docs/operations/probes.md");

    public static string Runbook => PathOf("../docs/operations/alerts.md");

    /// <summary>The dashboard's panels, without the rows that only separate them.</summary>
    public static IReadOnlyList<JsonNode> Panels() =>
        [.. Dashboard()["panels"]!.AsArray().Where(static panel => panel!["type"]!.GetValue<string>() != "row")!];

    /// <summary>Every query of every panel and annotation, as Grafana would send it.</summary>
    public static IReadOnlyList<(string Panel, string Query)> Queries() =>
    [
        .. Panels()
            .SelectMany(static panel => panel["targets"]!.AsArray()
                .Select(target => (panel["title"]!.GetValue<string>(), target!["expr"]!.GetValue<string>())))
            .Concat(Dashboard()["annotations"]!["list"]!.AsArray()
                .Select(static annotation => (annotation!["name"]!.GetValue<string>(), annotation["expr"]!.GetValue<string>())))
            .Select(static one => (one.Item1, one.Item2
                .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                .Replace("$job", ".*", StringComparison.Ordinal)
                .Replace("$route", ".*", StringComparison.Ordinal))),
    ];

    /// <summary>The anchors of the runbook's headings, as its host makes them.</summary>
    public static IReadOnlySet<string> Anchors() => File.ReadLines(Runbook)
        .Where(static line => line.StartsWith('#'))
        .Select(static line => string.Concat(line.TrimStart('#', ' ').ToLowerInvariant()
            .Where(static character => char.IsLetterOrDigit(character) || character is ' ' or '-')).Replace(' ', '-'))
        .ToHashSet(StringComparer.Ordinal);

    private static JsonNode Dashboard() => JsonNode.Parse(File.ReadAllText(PathOf("grafana/privacy-gateway.json")))!;

    private static string PathOf(string file) => Path.Combine(
        typeof(Deployment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static metadata => metadata.Key == "DeployFolder").Value!, file);
}
