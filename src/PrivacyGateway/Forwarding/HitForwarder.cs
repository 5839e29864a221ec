using System.Net.Http;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
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
internal sealed class HitForwarder(IHttpForwarder streams, AnswerWriter answers) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        context.Features.Get<HitFeature>() is { IsHit: true } feature
            ? SendHitAsync(context, feature, destinationPrefix, httpClient, requestConfig)
            : streams.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);

    private async ValueTask<ForwarderError> SendHitAsync(HttpContext context, HitFeature feature, string destinationPrefix, HttpMessageInvoker client, ForwarderRequestConfig config)
    {
        using var message = new HitMessage(new OutgoingHit(destinationPrefix, ((ForwardedOutcome)feature.Outcome).Hit))
        {
            Version = ClusterVersion.Of(config),
            VersionPolicy = ClusterVersion.PolicyOf(config),
        };
        HitSpan.Mark(feature.Span, "sent");
        AnswerMessage answer;
        try
        {
            answer = (AnswerMessage)await client.SendAsync(message, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Where YARP's own leaves it; whoever called decides what becomes of the hit.
            context.Features.Set<IForwarderErrorFeature>(new Failure(ForwarderError.Request, exception));
            return ForwarderError.Request;
        }

        HitSpan.Mark(feature.Span, "answered");
        feature.Became(HitFates.Forwarded);
        await answers.WriteAsync(context, feature, answer);
        return ForwarderError.None;
    }

    private sealed record Failure(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature;
}
