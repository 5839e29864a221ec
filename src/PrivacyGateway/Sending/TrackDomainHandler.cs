using System.Net;
using System.Net.Http;

namespace PrivacyGateway.Sending;

/// <summary>
/// The only place that writes to the track domain. Whatever message the forwarder prepared is left aside:
/// a new one is built from the rewritten hit alone, and without one nothing is sent.
/// </summary>
internal sealed class TrackDomainHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(OutgoingHit.Exempt, out var exempt) && exempt)
            return await base.SendAsync(request, cancellationToken);

        if (!request.Options.TryGetValue(OutgoingHit.Key, out var outgoing))
            throw new HttpRequestException("A request without a rewritten hit does not leave.");

        using var message = WireMessage.Of(outgoing, request.Version, request.VersionPolicy);
        var response = await base.SendAsync(message, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            return response;

        response.Dispose();
        throw new HttpRequestException("The track domain wants to switch protocols, which nobody asked for.");
    }
}
