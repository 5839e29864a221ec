using System.Net;
using System.Net.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Sending;

/// <summary>
/// The only place that writes to the track domain. Whatever message the forwarder prepared is left aside: what leaves is built from the rewritten hit
/// alone, and without one nothing is sent. Hits leave by <see cref="HitClient"/>; files, opt-outs, what is exempt, and clusters of another version by the platform's client.
/// </summary>
internal sealed partial class TrackDomainHandler(SocketsHttpHandler inner, HitClient client, TrackDomain trackDomain, GatewayMetrics metrics, ILogger<TrackDomainHandler> logger) : DelegatingHandler(inner)
{
    /// <summary>Made once: what is captured for each hit is copied into every layer of the pipeline.</summary>
    private readonly Func<Destination, RequestBytes, CancellationToken, ValueTask<HttpResponseMessage>> _attempt =
        (destination, bytes, cancellation) => AttemptAsync(client, destination, bytes, cancellation);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hit = request as HitMessage;
        if (hit is null && request.Options.TryGetValue(OutgoingHit.Exempt, out var exempt) && exempt)
            return await base.SendAsync(request, cancellationToken);

        var outgoing = hit?.Outgoing
            ?? (request.Options.TryGetValue(OutgoingHit.Key, out var other) ? other : throw new HttpRequestException("A request without a rewritten hit does not leave."));

        if (LastLook.Find(outgoing.Hit) is { } name)
        {
            metrics.GuardViolation();
            Log.GuardViolation(logger, name);
            throw new GuardViolationException(name);
        }

        var response = hit is not null && HitClient.Speaks(request)
            ? await SendHitAsync(outgoing, cancellationToken)
            : await trackDomain.SendAsync(
                outgoing.Destination,
                static (destination, state, cancellation) => state.Handler.AttemptAsync(state.Outgoing.To(destination), state.Request, cancellation),
                (Handler: this, Outgoing: outgoing, Request: request),
                cancellationToken);
        if (hit is null || !IsServersTrouble((int)response.StatusCode))
            return response;

        using (response)
            throw new ServerErrorException((int)response.StatusCode);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            client.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Serialize first, so that an invalid request does not trip the circuit.</summary>
    private async ValueTask<HttpResponseMessage> SendHitAsync(OutgoingHit outgoing, CancellationToken cancellationToken)
    {
        using var bytes = new RequestBytes(outgoing.Hit, outgoing.Destination.Wire);
        return await trackDomain.SendAsync(outgoing.Destination, _attempt, bytes, cancellationToken);
    }

    private static ValueTask<HttpResponseMessage> AttemptAsync(HitClient client, Destination destination, RequestBytes bytes, CancellationToken cancellationToken) =>
        destination.Wire == bytes.To ? client.SendAsync(bytes, cancellationToken) : SendElsewhereAsync(client, destination, bytes.Hit, cancellationToken);

    private static async ValueTask<HttpResponseMessage> SendElsewhereAsync(HitClient client, Destination destination, RewrittenHit hit, CancellationToken cancellationToken)
    {
        using var bytes = new RequestBytes(hit, destination.Wire);
        return await client.SendAsync(bytes, cancellationToken);
    }

    private async ValueTask<HttpResponseMessage> AttemptAsync(OutgoingHit outgoing, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var message = WireMessage.Of(outgoing, request.Version, request.VersionPolicy);
        var response = await base.SendAsync(message, cancellationToken);
        try
        {
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols || HasTwoLengths(response))
                throw new HttpRequestException("The track domain wants to switch protocols, or does not know how long its answer is.");

            // Half an answer may mean half a hit; the browser must not have been told 200 by then.
            return request is HitMessage ? await AnswerMessage.ReadAsync(response, AnswerReader.MaxBody, cancellationToken) : response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>5xx, and what asks for another attempt in so many words: 408, 421, 425 and 429. Any other refusal is final.</summary>
    private static bool IsServersTrouble(int status) => status is >= 500 or 408 or 421 or 425 or 429;

    private static bool HasTwoLengths(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Count > 1;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Guard violation: {Name} was about to leave with an anonymous hit. It did not; please report this.")]
        public static partial void GuardViolation(ILogger logger, string name);
    }
}
