using System.Net;
using System.Net.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Sending;

/// <summary>
/// The only place that writes to the track domain. Whatever message the forwarder prepared is left aside:
/// a new one is built from the rewritten hit alone, and without one nothing is sent.
/// </summary>
internal sealed partial class TrackDomainHandler(HttpMessageHandler inner, TrackDomainState.Moments moments, GatewayMetrics metrics, ILogger<TrackDomainHandler> logger) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(OutgoingHit.Exempt, out var exempt) && exempt)
            return await base.SendAsync(request, cancellationToken);

        if (!request.Options.TryGetValue(OutgoingHit.Key, out var outgoing))
            throw new HttpRequestException("A request without a rewritten hit does not leave.");

        if (LastLook.Find(outgoing.Hit) is { } name)
        {
            metrics.GuardViolation(name);
            Log.GuardViolation(logger, name);
            throw new GuardViolationException(name);
        }

        using var message = WireMessage.Of(outgoing, request.Version, request.VersionPolicy);
        try
        {
            var response = await ReceiveAsync(message, cancellationToken);
            moments.Answered();
            return response;
        }
        catch (HttpRequestException)
        {
            moments.Failed();
            throw;
        }
    }

    private async Task<HttpResponseMessage> ReceiveAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(message, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols && !HasTwoLengths(response))
            return response;

        response.Dispose();
        throw new HttpRequestException("The track domain wants to switch protocols, or does not know how long its answer is.");
    }

    private static bool HasTwoLengths(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Count > 1;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Guard violation: {Name} was about to leave with an anonymous hit. It did not; please report this.")]
        public static partial void GuardViolation(ILogger logger, string name);
    }
}
