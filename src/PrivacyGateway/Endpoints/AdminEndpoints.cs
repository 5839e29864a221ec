using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PrivacyGateway.Endpoints;

/// <summary>The admin listener's pages.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/healthz", static (HttpContext context) => context.Response.WriteAsync("ok\n"));
}
