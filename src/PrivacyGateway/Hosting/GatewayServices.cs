using System.Diagnostics.Metrics;
using System.IO;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Caching;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Endpoints;
using PrivacyGateway.Endpoints.Consent;
using PrivacyGateway.Endpoints.Preview;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.AccessLog;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Forwarding.Pipeline;
using PrivacyGateway.Forwarding.Scripts;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Hosting.Shutdown;
using PrivacyGateway.Hosting.State;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Hosting;

/// <summary>Registers the services of all rooms and builds the pipeline.</summary>
internal static class GatewayServices
{
    public static IServiceCollection AddPrivacyGateway(this IServiceCollection services, CurrentConfigFile file, PolicySnapshot policies)
    {
        var config = file.First.Gateway;
        services.AddRouting();
        services.AddMetrics();
        services.AddRateLimiter(static _ => { });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(file);
        services.AddSingleton(new CurrentPolicies(policies));
        services.AddSingleton(services => new BufferBudget(config.Limits.BufferedBytes, services.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ResponseWriter>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton(static services => new MetricReader(
            services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<GatewayMetrics>().Durations));
        services.AddSingleton<AdminListener>();
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<ConcurrencyLimit>();
        services.AddHostedService<DescriptorWatch>();
        services.AddHostedService<ShadowReminder>();
        services.AddHostedService<GatewayGauges>();
        services.AddHostedService<BadRequestCounter>();
        services.AddSingleton<CertificateStore>();
        services.AddHostedService<CertificateRenewal>();

        services.AddSingleton<TrackDomains>();
        services.AddSingleton<NameResolver>();
        services.AddSingleton<DestinationDirectory>();
        services.AddSingleton<IClusterChangeListener>(static services => services.GetRequiredService<DestinationDirectory>());
        services.AddHostedService<DestinationProbes>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<ExemptForwarding>();
        services.AddSingleton<Previews>();
        services.AddSingleton<PreviewRecorder>();
        services.AddSingleton<PreviewEvents>();
        services.AddSingleton<PreviewEndpoints>();
        services.AddSingleton(_ => new ScriptStore(config.ScriptCache.SizeMegabytes));
        services.AddSingleton<ScriptDelivery>();
        services.AddSingleton<IHitSpool>(services => config.DataDirectory is { } directory
            ? new SqliteHitSpool(Path.Combine(directory, DataDirectoryCheck.SpoolFolder), config.Spool,
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqliteHitSpool>>())
            {
                // Hits that wait for a slow disk leave half of the permits to hits that a track domain accepts.
                MaxWaiting = () =>
                    Math.Clamp(services.GetRequiredService<CurrentPolicies>().Current.Config.Limits.ConcurrentRequests / 2, 1, 4096),
            }
            : new NoSpool());
        services.AddHostedService<Replayer>();
        if (config.DataDirectory is { } data)
            services.AddLedger(Path.Combine(data, DayFile.Folder));
        services.AddSingleton<IForwarderHttpClientFactory, TrackDomainClientFactory>();
        services.AddSingleton(new ProxyRoutesProvider(file.First.Routes, policies));
        services.AddSingleton(new LiveRouting(file.First.Hits));
        services.AddSingleton<IProxyConfigProvider>(static services => services.GetRequiredService<ProxyRoutesProvider>());
        services.AddSingleton<IConfigChangeListener>(static services => services.GetRequiredService<ProxyRoutesProvider>());
        services.AddReverseProxy().AddTransforms<PrivacyTransforms>();
        services.AddSingleton<IHttpForwarder>(
            static services => new HitForwarder(CreateExemptForwarder(services), services.GetRequiredService<DestinationDirectory>()));
        services.AddSingleton<IProbingRequestFactory, ProbeRequests>();
        services.AddSingleton<ConfigReload>();
        services.AddHostedService(static services => services.GetRequiredService<ConfigReload>());

        // YARP adds data protection for session affinity, which no route may use: its startup would only write a key ring to disk.
        // YARP also adds authorization, which no route uses: ASP.NET Core would run its middleware for every request.
        foreach (var unused in services.Where(static service => IsDataProtectionStartup(service)
            || service.ServiceType == typeof(IAuthorizationHandlerProvider)).ToArray())
            services.Remove(unused);

        services.AddState();
        services.AddSingleton<ITrial, Trial>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IHostLifetime, GracefulLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(config.Shutdown.GraceSeconds));
        services.AddHealthChecks()
            .AddCheck<ConfigHealthCheck>("configuration")
            .AddCheck<RoutingHealthCheck>("routing")
            .AddCheck<TrackDomainHealthCheck>("trackDomains")
            .AddCheck<SpoolHealthCheck>("spool")
            .AddCheck<ConnectionHealthCheck>("connections")
            .AddCheck<LimitHealthCheck>("limits")
            .AddCheck<ShadowHealthCheck>("shadow");
        return services;
    }

    private static bool IsDataProtectionStartup(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;

    /// <summary>YARP's forwarder is internal: only a service provider can create it.</summary>
    private static IHttpForwarder CreateExemptForwarder(IServiceProvider services)
    {
        using var provider = new ServiceCollection()
            .AddSingleton(services.GetRequiredService<ILoggerFactory>())
            .AddLogging()
            .AddHttpForwarder()
            .BuildServiceProvider();
        return provider.GetRequiredService<IHttpForwarder>();
    }

    private static void AddLedger(this IServiceCollection services, string directory)
    {
        services.AddSingleton<CounterDeltas>();
        services.AddSingleton<ConfigurationHistory>();
        services.AddHostedService<ConfigurationRecorder>();
        services.AddSingleton(services => ActivatorUtilities.CreateInstance<DecisionLedger>(services, directory));
        services.AddHostedService<LedgerWriter>();
    }

    /// <summary>Builds the pipeline. The order of the steps is part of the privacy guarantees.</summary>
    public static void UsePrivacyGateway(this WebApplication app)
    {
        // 1. The admin listener serves only its own pages, never a hit. Requests on other listeners may be logged.
        app.MapWhen(AdminListener.IsOn, admin => admin.UseMiddleware<AdminHostMiddleware>().UseRouting()
            .UseEndpoints(endpoints => endpoints.MapAdmin()));

        app.UseMiddleware<AccessLogMiddleware>();
        app.UseMiddleware<DrainMiddleware>();

        // 2. Requests that no pixel sends are refused first; FailClosedMiddleware turns every exception behind it into a response.
        app.UseMiddleware<HstsMiddleware>();
        app.UseMiddleware<FailClosedMiddleware>();
        app.UseMiddleware<RequestGuardMiddleware>();
        app.UseMiddleware<LoopGuardMiddleware>();
        app.UseMiddleware<AcmeChallengeMiddleware>();

        // 3. Client address and scheme, if a known load balancer forwards them.
        app.UseMiddleware<VisitorAddressMiddleware>();
        app.UseMiddleware<HttpsRedirectMiddleware>();

        // 4. Rate limit per client address and concurrency limit over all; refused requests cost nothing further.
        app.UseRequestLimits(
            app.Services.GetRequiredService<CurrentPolicies>(), app.Services.GetRequiredService<GatewayMetrics>(), TimeSpan.FromSeconds(1));

        // 5. The reserved path, which the gateway serves: the consent endpoints, and the preview of one browser.
        app.UseMiddleware<ConsentMiddleware>();

        // 6. YARP's route names the policy, and the policy decides before YARP
        // forwards. Synthetic requests enter here, behind all metrics and limits.
        app.Use(next =>
        {
            app.Services.GetRequiredService<LiveRouting>().Use(next, app.Services);
            return next;
        });
        app.UseRouting();
        app.Services.GetRequiredService<ProxyRoutesProvider>().Attach(app.MapReverseProxy(static proxy =>
        {
            proxy.UseMiddleware<SyntheticMiddleware>();
            proxy.UseMiddleware<PrivacyMiddleware>();
            proxy.UseMiddleware<DestinationMiddleware>();
        }));

        // 7. Hosts and paths without a route. A RequestDelegate: under Native AOT the request delegate generator replaces MapFallback for
        // any other handler, and its fallback has neither this pattern nor the last order (dotnet/aspnetcore issue 65992).
        var snapshot = app.Services.GetRequiredService<CurrentPolicies>();
        RequestDelegate unserved = context => UnservedEndpoint.ServeAsync(context, snapshot);
        app.MapFallback("{**path}", unserved);
    }
}
