using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>Why a request was not forwarded, where YARP's own forwarder leaves it; whoever called decides about the response.</summary>
internal sealed record ForwardingFailure(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature
{
    /// <returns>The same context.</returns>
    public static HttpContext Mark(HttpContext context, ForwarderError error, Exception? exception)
    {
        context.Features.Set<IForwarderErrorFeature>(new ForwardingFailure(error, exception));
        return context;
    }
}
