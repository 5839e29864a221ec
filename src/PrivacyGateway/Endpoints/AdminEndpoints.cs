using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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
    }

    private static Task Alive(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("ok\n");
    }
}
