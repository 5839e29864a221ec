using Microsoft.AspNetCore.Http;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Serves requests without a route: 404 on a configured host, 421 on any other.</summary>
internal static class UnservedEndpoint
{
    public static Task ServeAsync(HttpContext context, CurrentPolicies snapshot)
    {
        LocalResponseWriter.SetEmpty(context.Response, snapshot.Current.Config.FindRoute(context.Request.Host.Host) is null
            ? StatusCodes.Status421MisdirectedRequest
            : StatusCodes.Status404NotFound);
        return Task.CompletedTask;
    }
}
