using System.Globalization;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// <c>Strict-Transport-Security</c> (RFC 6797) on every answer over TLS, refusals and failures too. It stands first and acts last, when the
/// answer starts: what clears an answer would clear the header, and the track domain's own does not stand beside it.
/// </summary>
internal sealed class HstsMiddleware(RequestDelegate next, SnapshotInForce snapshot)
{
    private const int SecondsADay = 86_400;

    public Task InvokeAsync(HttpContext context)
    {
        if (snapshot.Current.Config.Https.HstsDays is > 0 and var days)
        {
            context.Response.OnStarting(() =>
            {
                // Asked now: a known balancer's word on the scheme is heard behind this place.
                if (context.Request.IsHttps)
                    context.Response.Headers.StrictTransportSecurity = $"max-age={((long)days * SecondsADay).ToString(CultureInfo.InvariantCulture)}";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
