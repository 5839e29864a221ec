using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Consent;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>
/// One line for each request, if the configuration asks for it: route, decision, status, duration and size. Only names that the operator
/// or this code wrote, and numbers; never a query, path, host, address, cookie or browser.
/// </summary>
internal sealed partial class AccessLogMiddleware(RequestDelegate next, SnapshotInForce snapshot, TimeProvider time, ILoggerFactory loggers)
{
    public const string Category = "PrivacyGateway.AccessLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public Task InvokeAsync(HttpContext context) => snapshot.Current.Config.AccessLog ? LogAsync(context) : next(context);

    private async Task LogAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        var answer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var count = new ByteCount();
        context.Features.Set<IHttpResponseBodyFeature>(new CountedAnswer(answer, count));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(answer);
            var status = RequestCount.StatusOf(context);
            Log.Served(
                _logger,
                context.Features.Get<IReverseProxyFeature>()?.Route.Config.RouteId ?? "-",
                DecisionOf(context.Features.Get<HitFeature>(), status),
                status,
                Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1),
                HttpMethods.IsHead(context.Request.Method) ? 0 : count.Bytes);
        }
    }

    /// <summary>Refused is what was answered with an error before anything was decided; what is no hit has no decision.</summary>
    private static string DecisionOf(HitFeature? feature, int status) => feature?.Outcome switch
    {
        { IsShadow: true } => "shadow",
        { Decision.Stance: Stance.Identified } => "identified",
        { Decision.Stance: Stance.Anonymous } => "anonymous",
        { Decision.Stance: Stance.Blocked } => "blocked",
        ForwardedOutcome => "none",
        _ => status >= StatusCodes.Status400BadRequest ? "refused" : "none",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "route {Route}, {Decision}, {Status}, {Milliseconds} ms, {Bytes} bytes")]
        public static partial void Served(ILogger logger, string route, string decision, int status, double milliseconds, long bytes);
    }
}
