using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Consent;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>
/// Logs a line per request if the configuration enables it: route, decision, status, duration and size. It logs only names from
/// configuration or code, and numbers; never a query, path, host, client address, cookie or User-Agent.
/// </summary>
internal sealed partial class AccessLogMiddleware(RequestDelegate next, CurrentPolicies snapshot, TimeProvider time, ILoggerFactory loggers)
{
    public const string Category = "PrivacyGateway.AccessLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public Task InvokeAsync(HttpContext context) => snapshot.Current.Config.AccessLog ? LogAsync(context) : next(context);

    private async Task LogAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        var response = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var count = new CountedResponseBody.ByteCount();
        context.Features.Set<IHttpResponseBodyFeature>(new CountedResponseBody(response, count));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(response);
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

    /// <summary>"refused": an error response before a decision; "none": the request is not a hit.</summary>
    private static string DecisionOf(HitFeature? feature, int status) => feature?.Rewritten switch
    {
        { IsShadow: true } => "shadow",
        { Decision.Stance: Stance.Identified } => "identified",
        { Decision.Stance: Stance.Anonymous } => "anonymous",
        { Decision.Stance: Stance.Blocked } => "blocked",
        ForwardResult => "none",
        _ => status >= StatusCodes.Status400BadRequest ? "refused" : "none",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "route {Route}, {Decision}, {Status}, {Milliseconds} ms, {Bytes} bytes")]
        public static partial void Served(ILogger logger, string route, string decision, int status, double milliseconds, long bytes);
    }
}
