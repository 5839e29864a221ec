using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding.Pipeline;

/// <summary>
/// Replaces YARP's load balancing middleware: it applies the same policies, but only to destinations with a closed circuit.
/// </summary>
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

        // YARP would log a line per request; health page and metrics show the unavailable destinations.
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
