using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// A throwaway pipeline with YARP's endpoints and ASP.NET Core's matcher for routes that are not in use. It sends nothing; active health
/// checks are removed, because YARP probes a cluster as soon as it has read it.
/// </summary>
internal sealed class TrialPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _pipeline;

    private TrialPipeline(ServiceProvider services, RequestDelegate pipeline)
    {
        (_services, _pipeline) = (services, pipeline);
        Sender = new SyntheticSender(pipeline, services);
    }

    public SyntheticSender Sender { get; }

    /// <summary>Builds a pipeline for synthetic hits, from routing on.</summary>
    /// <exception cref="Exception">YARP or ASP.NET Core cannot build the routes; the base exception has the reason.</exception>
    public static TrialPipeline Build(ProxyRoutes routes, PolicySnapshot policies) =>
        Build(routes, policies, static _ => { }, static app => app.UseRouting(),
            static proxy => proxy.UseMiddleware<SyntheticMiddleware>());

    /// <summary>Builds a pipeline for requests with a <see cref="Judgement"/>.</summary>
    /// <param name="routes">YARP's section of the configuration.</param>
    /// <param name="policies">The gateway's policies.</param>
    /// <param name="addServices">Adds the services that <paramref name="front"/> needs.</param>
    /// <param name="front">The pipeline up to routing.</param>
    /// <exception cref="Exception">YARP or ASP.NET Core cannot build the routes; the base exception has the reason.</exception>
    public static TrialPipeline Build(
        ProxyRoutes routes, PolicySnapshot policies, Action<IServiceCollection> addServices, Action<IApplicationBuilder> front) => Build(
        routes,
        policies,
        services =>
        {
            services.AddSingleton(static services => new BufferBudget(int.MaxValue, services.GetRequiredService<TimeProvider>()));
            addServices(services);
        },
        app =>
        {
            front(app);
            app.UseRouting();
        },
        static proxy => proxy.Run(JudgingEndpoint.JudgeAsync));

    private static TrialPipeline Build(
        ProxyRoutes routes, PolicySnapshot policies, Action<IServiceCollection> addServices, Action<IApplicationBuilder> front,
        Action<IReverseProxyApplicationBuilder> end)
    {
        var provider = new ProxyRoutesProvider(
            routes with { Clusters = [.. routes.Clusters.Select(static cluster => cluster with { HealthCheck = null })] }, policies);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        services.AddSingleton(static _ => new DiagnosticListener(nameof(TrialPipeline)));
        services.AddSingleton<IProxyConfigProvider>(provider);
        addServices(services);
        services.AddReverseProxy();
        var built = services.BuildServiceProvider();
        try
        {
            var app = new ApplicationBuilder(built);
            front(app);
            app.UseEndpoints(endpoints => provider.Attach(endpoints.MapReverseProxy(end)));
            return new TrialPipeline(built, app.Build());
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs one request; with <see cref="Build(ProxyRoutes, PolicySnapshot, Action{IServiceCollection}, Action{IApplicationBuilder})"/>
    /// its <see cref="Judgement"/> then has the outcome.
    /// </summary>
    public Task RunAsync(HttpContext context)
    {
        context.RequestServices = _services;
        return _pipeline(context);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
