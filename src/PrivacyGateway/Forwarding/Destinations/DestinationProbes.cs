using System.Net.Http;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Health;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>
/// Probes destinations whose circuit is open with the request of YARP's active health checks, so that no hit is lost as a probe. A response
/// below 500 lets the next hit through.
/// </summary>
internal sealed class DestinationProbes(TrackDomains trackDomains, IProbingRequestFactory requests, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var destinations in trackDomains.Known.Select(static trackDomain => trackDomain.Destinations)
                    .OfType<ClusterDestinations>().Where(static destinations => destinations.All.Count > 1))
                {
                    foreach (var destination in destinations.All)
                    {
                        if (destination.Health.TryBeginProbe())
                            _ = ProbeAsync(destinations, destination, stoppingToken);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    private async Task ProbeAsync(ClusterDestinations destinations, Destination destination, CancellationToken stop)
    {
        var isHealthy = false;
        try
        {
            using var limit = new CancellationTokenSource(destinations.TrackDomain.AttemptTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
            using var request = requests.CreateRequest(destinations.Cluster.Model, destinations.StateOf(destination).Model);
            using var response = await destinations.Client.SendAsync(request, either.Token);
            isHealthy = (int)response.StatusCode < 500;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The destination is still down.
        }
        finally
        {
            destination.Health.EndProbe(isHealthy);
        }
    }
}
