using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Registers the gauges that need no request: build, process start, current configuration, limits and their use, policies in shadow mode,
/// certificate expiry. Also initializes the series of each route, policy and track domain at zero.
/// </summary>
internal sealed class GatewayGauges(CurrentPolicies snapshot, CertificateStore certificates, ConcurrencyLimit requests,
    BufferBudget buffers, GatewayMetrics metrics, TimeProvider time, StandardOutput? output = null) : IHostedService
{
    private const double MillisecondsPerSecond = 1000;

    private long _appliedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var startedAt = new DateTimeOffset(Process.GetCurrentProcess().StartTime);
        metrics.ObserveInfo("gateway.build.info", "The version and commit of this build.",
            static () => [new("version", BuildInfo.Version), new("revision", BuildInfo.Revision)]);
        metrics.Observe("process.start.time", "s", "When the process started, in Unix time.",
            () => startedAt.ToUnixTimeMilliseconds() / MillisecondsPerSecond);
        metrics.ObserveInfo("gateway.config.info",
            "Hash of the current configuration, environment overrides included; replicas with the same configuration have the same hash.",
            () => [new("hash", snapshot.Current.Config.Hash)]);
        metrics.Observe("gateway.config.applied.timestamp", "s", "When the current configuration was applied, in Unix time.",
            () => Interlocked.Read(ref _appliedAt) / MillisecondsPerSecond);
        metrics.Observe("gateway.policies.shadow", "{policy}",
            "Policies in shadow mode that a route uses: their anonymous visitors are forwarded as identified.",
            () => snapshot.Current.Config.Shadows().Count);
        metrics.Observe("gateway.certificate.expires", "s", "Remaining validity of a certificate, by its path in the configuration.",
            "certificate", Certificates);
        metrics.ObserveTotal("gateway.log.dropped", "{line}",
            "Log and standard error lines that were dropped because the stream is not read or cannot be written.",
            () => output?.Dropped ?? 0);
        metrics.Observe("gateway.requests.active", "{request}", "Requests in progress.", () => requests.Active);
        metrics.Observe("gateway.requests.limit", "{request}", "Requests that may be in progress at once.", () => requests.Limit);
        metrics.Observe("gateway.buffers.used", "By", "Memory that request bodies and files use.", () => buffers.Used);
        metrics.Observe("gateway.buffers.limit", "By", "Memory that request bodies and files may use at once.", () => buffers.Most);
        snapshot.Replaced += OnReplaced;
        InitializeSeries();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        snapshot.Replaced -= OnReplaced;
        return Task.CompletedTask;
    }

    private IEnumerable<(string Path, double Seconds)> Certificates()
    {
        var now = time.GetUtcNow();
        return certificates.Expiries.Select(certificate => (certificate.Path, (certificate.Until - now).TotalSeconds));
    }

    private void OnReplaced(object? sender, EventArgs arguments)
    {
        Interlocked.Exchange(ref _appliedAt, time.GetUtcNow().ToUnixTimeMilliseconds());
        InitializeSeries();
    }

    private void InitializeSeries()
    {
        var policies = snapshot.Current;
        var config = policies.Config;
        foreach (var route in config.Routes.Where(static route => route.Policy != RouteConfig.NoPolicy))
        {
            metrics.InitializeRoute(route.Id);
            metrics.InitializePolicy(route.Policy);
            foreach (var mismatch in policies.Find(route.Policy)?.PageMismatches ?? [])
                metrics.PageMismatches.Initialize(new(route.Id, mismatch));
        }

        foreach (var destination in config.Destinations)
            metrics.InitializeTrackDomain(destination.Cluster);
    }
}
