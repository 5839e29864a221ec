using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Endpoints;

/// <summary>The admin listener's pages.</summary>
internal static class AdminEndpoints
{
    /// <summary>Some monitors ask with HEAD.</summary>
    private static readonly string[] Probing = ["GET", "HEAD"];

    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        // Alive is whoever answers: an orchestrator that restarts the gateway because of anything else would lose hits.
        endpoints.MapMethods("/livez", Probing, Alive);
        endpoints.MapMethods("/healthz", Probing, Alive);
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });

        // Made here, before anybody connects: some of the platform's numbers are only told as they change.
        var reader = endpoints.ServiceProvider.GetRequiredService<MetricReader>();
        endpoints.MapGet("/metrics", context => WriteMetrics(context, reader));
    }

    private static Task WriteMetrics(HttpContext context, MetricReader reader)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(reader.Collect(PrometheusText.Write));
    }

    private static Task Alive(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("ok\n");
    }
}
