using System.Globalization;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Sets <c>Strict-Transport-Security</c> (RFC 6797) on every response over TLS, including refusals and failures. It runs first in the
/// pipeline but sets the header when the response starts, because middleware may
/// clear the response before, and so that it replaces a header of the track domain.
/// </summary>
internal sealed class HstsMiddleware(RequestDelegate next, CurrentPolicies snapshot)
{
    private const int SecondsPerDay = 86_400;

    public Task InvokeAsync(HttpContext context)
    {
        if (snapshot.Current.Config.Https.HstsDays is > 0 and var days)
        {
            context.Response.OnStarting(() =>
            {
                // Read the scheme now: the forwarded headers of a known proxy are applied later in the pipeline.
                if (context.Request.IsHttps)
                    context.Response.Headers.StrictTransportSecurity =
                        $"max-age={((long)days * SecondsPerDay).ToString(CultureInfo.InvariantCulture)}";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
