using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Endpoints;

/// <summary>A health report as JSON: the verdict, then each check with its details.</summary>
internal static class HealthReportWriter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready",
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                Status = entry.Value.Status.ToString().ToLowerInvariant(),
                entry.Value.Description,
                entry.Value.Data,
            }),
        },
        Options,
        context.RequestAborted);
}
