using Microsoft.Extensions.Hosting;

namespace PrivacyGateway.Hosting.Tls;

/// <summary>
/// Polls the certificate files every second. File events miss symbolic links that are swapped further up, as in Kubernetes volumes.
/// </summary>
internal sealed class CertificateRenewal(CertificateStore certificates, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                certificates.Refresh();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }
}
