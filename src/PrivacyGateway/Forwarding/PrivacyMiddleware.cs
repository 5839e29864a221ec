using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Decides about each hit before YARP sees it. What is not forwarded is answered here; an exception here answers, it never forwards.
/// </summary>
internal sealed partial class PrivacyMiddleware(
    RequestDelegate next, PolicySnapshot policies, BodyReader bodies, AnswerTransform answers, GatewayMetrics metrics, ILogger<PrivacyMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var route = context.GetReverseProxyFeature().Route.Config;
        var name = route.Metadata?.GetValueOrDefault("PrivacyPolicy");
        if (name == RouteConfig.NoPolicy)
        {
            await next(context);
            return;
        }

        // One policy object for the whole request, whatever is reloaded meanwhile.
        var policy = name is null ? null : policies.Find(name);
        if (policy is null)
        {
            await OwnAnswerWriter.WriteAsync(context.Response, new OwnAnswer(StatusCodes.Status503ServiceUnavailable));
            return;
        }

        var body = await bodies.ReadAsync(context.Request, policy.Limits.BodyBytes);
        try
        {
            if (body.Refusal is { } status)
            {
                metrics.Refused(status switch
                {
                    StatusCodes.Status413PayloadTooLarge => "body too large",
                    StatusCodes.Status503ServiceUnavailable => "buffers full",
                    _ => "broken body",
                });
                await OwnAnswerWriter.WriteAsync(context.Response, new OwnAnswer(status));
                return;
            }

            var hit = HitReader.Read(context, policy, body.Bytes);
            var feature = new HitFeature(policy, hit, policy.Rewrite(hit));
            Count(route.RouteId, feature.Outcome);
            await AnswerAsync(context, feature);
        }
        finally
        {
            bodies.Return(body);
        }
    }

    private async Task AnswerAsync(HttpContext context, HitFeature feature)
    {
        context.Features.Set(feature);
        context.Response.OnStarting(SetCookieGuard.RemoveWhatMayNotPass, context);
        switch (feature.Outcome)
        {
            case AnsweredOutcome answered:
                await OwnAnswerWriter.WriteAsync(context.Response, answered.Answer);
                break;
            case ForwardedOutcome:
                await next(context);
                AnswerFailure(context, feature);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Only the kind of error is logged: what came with it may hold what the visitor sent.</summary>
    private void AnswerFailure(HttpContext context, HitFeature feature)
    {
        if (context.GetForwarderErrorFeature() is not { } failure || context.RequestAborted.IsCancellationRequested)
            return;
        Log.TrackDomainFailed(logger, context.GetReverseProxyFeature().Route.Config.RouteId, failure.Error.ToString());
        if (!context.Response.HasStarted)
            answers.AnswerFailure(context, feature);
    }

    private void Count(string route, HitOutcome outcome)
    {
        if (outcome.Decision is { } decision)
            metrics.Hit(route, decision.Stance.ToString().ToLowerInvariant(), decision.By.Signal);
        foreach (var entry in outcome.Trace.Entries)
            metrics.Withheld(entry.Rule);
        if (outcome.Trace.UnknownParameters > 0)
            metrics.UnknownParameters(outcome.Trace.UnknownParameters);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Route {Route}: the track domain gave no usable answer ({Error}).")]
        public static partial void TrackDomainFailed(ILogger logger, string route, string error);
    }
}
