using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Transforms;

namespace PrivacyGateway.Forwarding;

/// <summary>Lets a request pass whose route says <c>"PrivacyPolicy": "none"</c>.</summary>
internal sealed class ExemptTransform : RequestTransform
{
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        context.ProxyRequest.Options.Set(OutgoingHit.Exempt, true);
        return ValueTask.CompletedTask;
    }
}
