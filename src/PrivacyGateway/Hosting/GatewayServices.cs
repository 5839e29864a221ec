using System.Diagnostics.Metrics;
using System.IO;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Caching;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Endpoints;
using PrivacyGateway.Endpoints.Consent;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.AccessLog;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Forwarding.Scripts;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Hosting.Shutdown;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Hosting;

/// <summary>How the rooms are joined.</summary>
internal static class GatewayServices
{
    public static IServiceCollection AddPrivacyGateway(this IServiceCollection services, ConfigFileInForce file)
    {
        var config = file.First.Gateway;
        var policies = new PolicySnapshot(config);
        services.AddRouting();
        services.AddMetrics();
        services.AddRateLimiter(static _ => { });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(file);
        services.AddSingleton(new SnapshotInForce(policies));
        services.AddSingleton(new BufferBudget(config.Limits.BufferedBytes));
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton(static services => new MetricReader(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<GatewayMetrics>().Durations));
        services.AddSingleton<AdminListener>();
        services.AddSingleton<ConnectionLimit>();
        services.AddHostedService<DescriptorWatch>();
        services.AddHostedService<ShadowReminder>();
        services.AddHostedService<ConfigNumbers>();
        services.AddHostedService<BadRequests>();
        services.AddSingleton<CertificateStore>();
        services.AddHostedService<CertificateRenewal>();

        services.AddSingleton<TrackDomains>();
        services.AddSingleton<NameResolver>();
        services.AddSingleton<DestinationDirectory>();
        services.AddSingleton<IClusterChangeListener>(static services => services.GetRequiredService<DestinationDirectory>());
        services.AddHostedService<DestinationProbes>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<ExemptForwarding>();
        services.AddSingleton(_ => new ScriptStore(config.ScriptCache.SizeMegabytes));
        services.AddSingleton<ScriptDelivery>();
        services.AddSingleton<IHitSpool>(services => config.DataDirectory is { } directory
            ? new SqliteHitSpool(Path.Combine(directory, DataDirectoryCheck.SpoolFolder), config.Spool, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqliteHitSpool>>())
            {
                // Hits that wait for a slow disk never take up the permits of those that a track domain would take.
                MostWaiting = () => Math.Clamp(services.GetRequiredService<SnapshotInForce>().Current.Config.Limits.ConcurrentRequests / 2, 1, 4096),
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
        var streams = services.Last(service => service.ServiceType == typeof(IHttpForwarder)).ImplementationType!;
        services.AddSingleton<IHttpForwarder>(services => new HitForwarder((IHttpForwarder)ActivatorUtilities.CreateInstance(services, streams), services.GetRequiredService<AnswerWriter>(), services.GetRequiredService<DestinationDirectory>()));
        var probes = services.Last(service => service.ServiceType == typeof(IProbingRequestFactory)).ImplementationType!;
        services.AddSingleton<IProbingRequestFactory>(services => new ExemptProbes((IProbingRequestFactory)ActivatorUtilities.CreateInstance(services, probes)));
        services.AddSingleton<ConfigReload>();
        services.AddHostedService(static services => services.GetRequiredService<ConfigReload>());

        // YARP brings data protection for session affinity, which no route may use: its start-up would only write a key ring to disk.
        // It brings authorization, which none uses either: the platform would put its middleware around every request.
        foreach (var unused in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService" || service.ServiceType == typeof(IAuthorizationHandlerProvider)).ToArray())
            services.Remove(unused);

        services.AddSingleton<Readiness>();
        services.AddSingleton<IHostLifetime, GracefulLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(config.Shutdown.GraceSeconds));
        services.AddHealthChecks()
            .AddCheck<ConfigHealthCheck>("configuration")
            .AddCheck<RoutingHealthCheck>("routing")
            .AddCheck<TrackDomainHealthCheck>("trackDomains")
            .AddCheck<SpoolHealthCheck>("spool")
            .AddCheck<ConnectionHealthCheck>("connections")
            .AddCheck<ShadowHealthCheck>("shadow");
        return services;
    }

    private static void AddLedger(this IServiceCollection services, string directory)
    {
        services.AddSingleton<CountedSince>();
        services.AddSingleton<ConfigurationHistory>();
        services.AddHostedService<LedgerConfigurations>();
        services.AddSingleton(services => ActivatorUtilities.CreateInstance<DecisionLedger>(services, directory));
        services.AddHostedService<LedgerKeeper>();
    }

    /// <summary>The pipeline, once, in order. The order matters.</summary>
    public static void UsePrivacyGateway(this WebApplication app)
    {
        // 1. The admin listener has its own pages and never a hit. All that comes in elsewhere may be logged.
        app.MapWhen(AdminListener.IsOn, admin => admin.UseMiddleware<AdminHostMiddleware>().UseRouting().UseEndpoints(endpoints => endpoints.MapAdmin()));

        app.UseMiddleware<AccessLogMiddleware>();
        app.UseMiddleware<DrainMiddleware>();

        // 2. What no pixel sends is refused before anything looks at it; what goes wrong ends here.
        app.UseMiddleware<HstsMiddleware>();
        app.UseMiddleware<FailClosedMiddleware>();
        app.UseMiddleware<RequestGuardMiddleware>();
        app.UseMiddleware<LoopGuardMiddleware>();
        app.UseMiddleware<AcmeChallengeMiddleware>();

        // 3. The visitor's address and scheme, where a known balancer tells them.
        app.UseMiddleware<VisitorAddressMiddleware>();
        app.UseMiddleware<HttpsRedirectMiddleware>();

        // 4. What one address, and all together, may ask for; nothing behind it is done for the rest.
        app.UseRequestLimits(app.Services.GetRequiredService<SnapshotInForce>(), app.Services.GetRequiredService<GatewayMetrics>(), TimeSpan.FromSeconds(1));

        // 5. What visitors may ask of the gateway itself.
        app.UseMiddleware<ConsentMiddleware>();

        // 6. YARP's route for the host names the policy; the policy decides before YARP forwards. Synthetic requests begin here, behind all that counts or limits.
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

        // 7. Hosts and paths that nobody serves.
        app.MapFallback("{**path}", UnservedEndpoint.AnswerAsync);
    }
}
