using System.Net.Http;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Sends a hit where YARP has decided it goes. A hit is no stream to be piped through but a message that is whole on both sides, so it needs nothing
/// of what YARP's forwarder prepares for streams; everything else takes that one.
/// </summary>
/// <param name="streams">YARP's own.</param>
/// <param name="answers">Writes the browser's answer.</param>
/// <param name="directory">Knows the destination that was picked.</param>
internal sealed class HitForwarder(IHttpForwarder streams, AnswerWriter answers, DestinationDirectory directory) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        context.Features.Get<HitFeature>() is { IsHit: true } feature
            ? SendHitAsync(context, feature, httpClient)
            : streams.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);

    private async ValueTask<ForwarderError> SendHitAsync(HttpContext context, HitFeature feature, HttpMessageInvoker client)
    {
        var proxied = context.GetReverseProxyFeature();
        var destinations = directory.Of(proxied.Route.Cluster!);
        using var message = destinations.CreateMessage(destinations.Find(proxied.ProxiedDestination!), ((ForwardedOutcome)feature.Outcome).Hit);
        HitSpan.Mark(feature.Span, "sent");
        AnswerMessage answer;
        try
        {
            answer = (AnswerMessage)await client.SendAsync(message, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            ForwardingFailure.Mark(context, ForwarderError.Request, exception);
            return ForwarderError.Request;
        }

        HitSpan.Mark(feature.Span, "answered");
        feature.Became(HitFates.Forwarded);
        await answers.WriteAsync(context, feature, answer);
        return ForwarderError.None;
    }
}
