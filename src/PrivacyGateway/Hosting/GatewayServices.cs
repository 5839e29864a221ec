using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Endpoints;
using PrivacyGateway.Endpoints.Consent;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Hosting;

/// <summary>How the rooms are joined.</summary>
internal static class GatewayServices
{
    public static IServiceCollection AddPrivacyGateway(this IServiceCollection services, IConfiguration configuration, GatewayConfig config)
    {
        services.AddRouting();
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new SnapshotInForce(new PolicySnapshot(config)));
        services.AddSingleton(new BufferBudget(config.Limits.BufferedBytes));
        services.AddSingleton<AnswerTransform>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<AdminListener>();
        services.AddSingleton<CertificateStore>();
        services.AddHostedService<CertificateRenewal>();

        services.AddSingleton<IForwarderHttpClientFactory, TrackDomainClientFactory>();
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection("ReverseProxy")).AddTransforms<PrivacyTransforms>();

        // YARP brings data protection for session affinity, which no route may use: its start-up would only write a key ring to disk.
        foreach (var start in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToArray())
            services.Remove(start);

        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = config.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in config.KnownProxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                    options.KnownProxies.Add(address);
                else
                    options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });
        return services;
    }

    /// <summary>The pipeline, once, in order. The order matters.</summary>
    public static void UsePrivacyGateway(this WebApplication app)
    {
        // 1. The admin listener has its own pages and never a hit.
        app.MapWhen(AdminListener.IsOn, admin => admin.UseRouting().UseEndpoints(endpoints => endpoints.MapAdmin()));

        // 2. What no pixel sends is refused before anything looks at it; what goes wrong ends here.
        app.UseMiddleware<HstsMiddleware>();
        app.UseMiddleware<FailClosedMiddleware>();
        app.UseMiddleware<RequestGuardMiddleware>();
        app.UseMiddleware<LoopGuardMiddleware>();
        app.UseMiddleware<AcmeChallengeMiddleware>();

        // 3. The visitor's address and scheme, where a known balancer tells them.
        app.UseForwardedHeaders();
        app.UseMiddleware<HttpsRedirectMiddleware>();

        // 4. What visitors may ask of the gateway itself.
        app.UseMiddleware<ConsentMiddleware>();

        // 5. YARP's route for the host names the policy; the policy decides before YARP forwards.
        app.UseRouting();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<PrivacyMiddleware>();
            proxy.UseLoadBalancing();
        });

        // 6. Hosts and paths that nobody serves.
        app.MapFallback("{**path}", UnservedEndpoint.AnswerAsync);
    }
}
