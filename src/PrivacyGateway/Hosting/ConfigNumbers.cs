using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>What can be told before anybody comes: the build, the start, the configuration in force and since when, series that start at zero, policies in shadow mode, certificates' last days.</summary>
internal sealed class ConfigNumbers(SnapshotInForce snapshot, CertificateStore certificates, GatewayMetrics metrics, TimeProvider time, StandardOutput? output = null) : IHostedService
{
    private const double MillisecondsASecond = 1000;

    private long _appliedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var startedAt = new DateTimeOffset(Process.GetCurrentProcess().StartTime);
        metrics.ObserveInfo("gateway.build.info", "Which build this is.", static () => [new("version", BuildInfo.Version), new("revision", BuildInfo.Revision)]);
        metrics.Observe("process.start.time", "s", "When the process started, since 1970.", () => startedAt.ToUnixTimeMilliseconds() / MillisecondsASecond);
        metrics.ObserveInfo("gateway.config.info", "Which configuration is in force, overrides of the environment included: replicas with the same have the same.", () => [new("hash", snapshot.Current.Config.Hash)]);
        metrics.Observe("gateway.config.applied.timestamp", "s", "When the configuration in force was applied, since 1970.", () => Interlocked.Read(ref _appliedAt) / MillisecondsASecond);
        metrics.Observe("gateway.policies.shadow", "{policy}", "Policies in shadow mode that serve anybody: anonymous visitors leave identified.", () => snapshot.Current.Config.Shadows().Count);
        metrics.Observe("gateway.certificate.expires", "s", "How long a certificate is still valid, by its place in the configuration.", "certificate", Certificates);
        metrics.ObserveTotal("gateway.log.dropped", "{line}", "Lines of the log, or of standard error, that were dropped: nobody reads the stream, or it cannot be written.", () => output?.Dropped ?? 0);
        snapshot.Replaced += OnReplaced;
        Show();
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
        Show();
    }

    private void Show()
    {
        var policies = snapshot.Current;
        var config = policies.Config;
        foreach (var route in config.Routes.Where(static route => route.Policy != RouteConfig.NoPolicy))
        {
            metrics.ShowRoute(route.Id);
            metrics.ShowPolicy(route.Policy);
            foreach (var mismatch in policies.Find(route.Policy)?.PageMismatches ?? [])
                metrics.PageMismatches.Show(new(route.Id, mismatch));
        }

        foreach (var destination in config.Destinations)
            metrics.ShowTrackDomain(destination.Cluster);
    }
}
