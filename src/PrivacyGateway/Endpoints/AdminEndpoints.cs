using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PrivacyGateway.Endpoints;

/// <summary>The admin listener's pages.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        // Alive is whoever answers: an orchestrator that restarts the gateway because of anything else would lose hits.
        endpoints.MapGet("/livez", Alive);
        endpoints.MapGet("/healthz", Alive);
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });
    }

    private static Task Alive(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("ok\n");
    }
}
