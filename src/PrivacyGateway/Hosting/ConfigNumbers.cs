using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>What can be told from the configuration before anybody comes: series that start at zero, policies in shadow mode, certificates' last days.</summary>
internal sealed class ConfigNumbers(SnapshotInForce snapshot, CertificateStore certificates, GatewayMetrics metrics, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Observe("gateway.policies.shadow", "{policy}", "Policies in shadow mode that serve anybody: anonymous visitors leave identified.", () => snapshot.Current.Config.Shadows().Count);
        metrics.Observe("gateway.certificate.expires", "s", "How long a certificate is still valid, by its place in the configuration.", "certificate", Certificates);
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

    private void OnReplaced(object? sender, EventArgs arguments) => Show();

    private void Show()
    {
        var config = snapshot.Current.Config;
        foreach (var route in config.Routes.Where(static route => route.Policy != RouteConfig.NoPolicy))
            metrics.ShowRoute(route.Id);
        foreach (var destination in config.Destinations)
            metrics.ShowTrackDomain(destination.Cluster);
    }
}
