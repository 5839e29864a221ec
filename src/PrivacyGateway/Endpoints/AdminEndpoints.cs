using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Diagnostics.Export;
using PrivacyGateway.Endpoints.Pages;
using PrivacyGateway.Endpoints.State;

namespace PrivacyGateway.Endpoints;

/// <summary>Maps the endpoints of the admin listener.</summary>
internal static class AdminEndpoints
{
    /// <summary>Some monitors probe with HEAD.</summary>
    private static readonly string[] ProbeMethods = ["GET", "HEAD"];

    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        // Liveness checks nothing else: if an orchestrator restarted the gateway for any other reason, hits would be lost.
        endpoints.MapMethods("/livez", ProbeMethods, Alive);
        endpoints.MapMethods("/healthz", ProbeMethods, Alive);
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });

        // Created before the first connection: some of the runtime's instruments only report changes.
        var reader = endpoints.ServiceProvider.GetRequiredService<MetricReader>();
        endpoints.MapGet("/metrics", context => WriteMetrics(context, reader));

        var state = endpoints.ServiceProvider.GetRequiredService<IStateReader>();
        endpoints.MapMethods("/", ProbeMethods, async context => await PageHeaders.WriteAsync(
            context, StatePage.Write(await state.ReadAsync(context.RequestAborted))));
        var preview = endpoints.ServiceProvider.GetRequiredService<PreviewForms>();
        endpoints.MapPost(PreviewForms.LinkAction, preview.CreateLinkAsync);
        endpoints.MapPost(PreviewForms.EndAction, preview.EndAsync);
        endpoints.MapMethods("/try", ProbeMethods, TryPage.ShowAsync);
        endpoints.MapPost("/try", endpoints.ServiceProvider.GetRequiredService<TryPage>().ExplainAsync);
        endpoints.MapMethods(
            "/assets/{name}", ProbeMethods, static context => PageFiles.ServeAsync(context, (string)context.GetRouteValue("name")!));
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
