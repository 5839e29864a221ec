using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>The files that are deployed beside the gateway, in this clone.</summary>
internal static class Deployment
{
    public static string Alerts => Of("prometheus/alerts.yml");

    public static string AlertTests => Of("prometheus/alerts.test.yml");

    public static string Runbook => Of("../docs/operations.md");

    /// <summary>Every query of every panel, as Grafana would send it.</summary>
    public static IReadOnlyList<(string Panel, string Query)> Queries() =>
    [
        .. JsonNode.Parse(File.ReadAllText(Of("grafana/privacy-gateway.json")))!["panels"]!.AsArray()
            .Where(static panel => panel!["targets"] is not null)
            .SelectMany(static panel => panel!["targets"]!.AsArray().Select(target => (
                panel["title"]!.GetValue<string>(),
                target!["expr"]!.GetValue<string>()
                    .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                    .Replace("$job", ".*", StringComparison.Ordinal)
                    .Replace("$route", ".*", StringComparison.Ordinal)))),
    ];

    private static string Of(string file) => Path.Combine(
        typeof(Deployment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "DeployFolder").Value!, file);
}
