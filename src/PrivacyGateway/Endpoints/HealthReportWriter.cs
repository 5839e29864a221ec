using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Endpoints;

/// <summary>Writes a health report as JSON: the overall status, then each check with its details.</summary>
internal static class HealthReportWriter
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(Write(report), context.RequestAborted);
    }

    public static string Write(HealthReport report) => new JsonObject
    {
        ["status"] = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready",
        ["checks"] = new JsonObject(report.Entries.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)new JsonObject
        {
            ["status"] = entry.Value.Status.ToString().ToLowerInvariant(),
            ["description"] = entry.Value.Description,
            ["data"] = Describe<object>(entry.Value.Data),
        }))),
    }.ToJsonString(Options);

    private static JsonObject Describe<TValue>(IReadOnlyDictionary<string, TValue> section) =>
        new(section.Select(static pair => KeyValuePair.Create(pair.Key, Describe((object?)pair.Value))));

    /// <summary>Converts the types of values that the checks report.</summary>
    private static JsonNode? Describe(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth,
        int number => number,
        long number => number,
        double number => number,
        DateTimeOffset time => time,
        IReadOnlyDictionary<string, object?> section => Describe(section),
        IReadOnlyDictionary<string, string> section => Describe(section),
        IEnumerable<string> list => new JsonArray([.. list.Select(static text => (JsonNode)text)]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
