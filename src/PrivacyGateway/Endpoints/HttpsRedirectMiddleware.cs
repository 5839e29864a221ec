using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Redirects HTTP to HTTPS on hosts that a route serves. The request target is preserved: it is only sent back to the browser that sent it.
/// </summary>
internal sealed class HttpsRedirectMiddleware(RequestDelegate next, CurrentPolicies snapshot)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (request, config) = (context.Request, snapshot.Current.Config);
        if (!config.Https.Redirect || request.IsHttps || config.FindRoute(request.Host.Host) is null)
            return next(context);

        // Drop the port: the HTTPS listener uses another one.
        var host = new HostString(request.Host.Host).ToUriComponent();
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{host}{context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
