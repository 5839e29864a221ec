using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Leads plain HTTP to HTTPS, on hosts that a route serves and with the target as it came: it goes back to the browser that sent it and to nobody else.
/// </summary>
internal sealed class HttpsRedirectMiddleware(RequestDelegate next, SnapshotInForce snapshot)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (request, config) = (context.Request, snapshot.Current.Config);
        if (!config.Https.Redirect || request.IsHttps || config.FindRoute(request.Host.Host) is null)
            return next(context);

        // The port of the plain listener is none of the other's.
        var host = new HostString(request.Host.Host).ToUriComponent();
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{host}{context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
