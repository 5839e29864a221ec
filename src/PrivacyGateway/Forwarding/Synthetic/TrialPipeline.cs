using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// YARP's own endpoints and the platform's own matcher, built from routes that are not in force, and thrown away afterwards. It ends before
/// anything is sent; active health checks are left out, since YARP probes as soon as it has read a cluster.
/// </summary>
internal sealed class TrialPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TrialPipeline(ServiceProvider services, SyntheticSender sender) => (_services, Sender) = (services, sender);

    public SyntheticSender Sender { get; }

    /// <exception cref="Exception">YARP or the platform cannot build them; the base exception says why.</exception>
    public static TrialPipeline Build(ProxyRoutes routes, PolicySnapshot policies)
    {
        var provider = new ProxyRoutesProvider(routes with { Clusters = [.. routes.Clusters.Select(static cluster => cluster with { HealthCheck = null })] }, policies);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        services.AddSingleton(static _ => new DiagnosticListener(nameof(TrialPipeline)));
        services.AddSingleton<IProxyConfigProvider>(provider);
        services.AddReverseProxy();
        var built = services.BuildServiceProvider();
        try
        {
            var app = new ApplicationBuilder(built);
            app.UseRouting();
            app.UseEndpoints(endpoints => provider.Attach(endpoints.MapReverseProxy(static proxy => proxy.UseMiddleware<SyntheticMiddleware>())));
            return new TrialPipeline(built, new SyntheticSender(app.Build(), built));
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
