using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>
/// The reason why a request was not forwarded, in the feature that YARP's forwarder uses. The caller decides on the response.
/// </summary>
internal sealed record ForwardingFailure(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature
{
    /// <returns>The same context.</returns>
    public static HttpContext Mark(HttpContext context, ForwarderError error, Exception? exception)
    {
        context.Features.Set<IForwarderErrorFeature>(new ForwardingFailure(error, exception));
        return context;
    }
}
