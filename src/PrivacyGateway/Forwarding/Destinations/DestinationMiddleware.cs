using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>In the place of YARP's load balancing: the same policies, among the destinations whose circuits are closed.</summary>
internal sealed class DestinationMiddleware(RequestDelegate next, DestinationDirectory directory)
{
    public Task InvokeAsync(HttpContext context)
    {
        var feature = context.GetReverseProxyFeature();
        if (feature is { AllDestinations.Count: 1, AvailableDestinations.Count: 1 })
            return next(context);

        if (directory.Of(feature.Route.Cluster!).PickState() is { } picked)
        {
            feature.AvailableDestinations = picked;
            return next(context);
        }

        // YARP would log a line for each request; the health page and the metrics tell which destinations are out.
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        ForwardingFailure.Mark(context, ForwarderError.NoAvailableDestinations, null);
        return Task.CompletedTask;
    }
}
