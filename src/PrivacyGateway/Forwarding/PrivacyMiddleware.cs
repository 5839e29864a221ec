using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Decides about each hit before YARP sees it. What is not forwarded is answered here; an exception here answers, it never forwards.
/// </summary>
internal sealed partial class PrivacyMiddleware(
    RequestDelegate next, BufferBudget budget, AnswerTransform answers, GatewayMetrics metrics, ILogger<PrivacyMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // It hangs on the endpoint: one policy for the whole request, the one of its route, whatever is reloaded meanwhile.
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>()?.Policy;
        var route = context.GetReverseProxyFeature().Route.Config;
        if (policy is null && route.Metadata?.GetValueOrDefault("PrivacyPolicy") == RouteConfig.NoPolicy)
        {
            await next(context);
            return;
        }

        if (policy is null)
        {
            await OwnAnswerWriter.WriteAsync(context.Response, new OwnAnswer(StatusCodes.Status503ServiceUnavailable));
            return;
        }

        using var body = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        using var decoded = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        if (!await BodyReader.TryReadAsync(context.Request, body))
        {
            metrics.Refused(body.Refusal == StatusCodes.Status413PayloadTooLarge ? "body too large" : "buffers full");
            await OwnAnswerWriter.WriteAsync(context.Response, new OwnAnswer(body.Refusal ?? StatusCodes.Status400BadRequest));
            return;
        }

        var hit = HitReader.Read(context, policy, body.Bytes, decoded);
        var feature = new HitFeature(policy, hit, policy.Rewrite(hit));
        Count(route.RouteId, feature.Outcome);
        await AnswerAsync(context, feature);
    }

    private async Task AnswerAsync(HttpContext context, HitFeature feature)
    {
        context.Features.Set(feature);
        context.Response.OnStarting(AnswerCookies.Finish, context);
        switch (feature.Outcome)
        {
            case AnsweredOutcome answered:
                await OwnAnswerWriter.WriteAsync(context.Response, answered.Answer);
                break;
            case ForwardedOutcome:
                await next(context);
                await AnswerFailureAsync(context, feature);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Only the kind of error is logged: what came with it may hold what the visitor sent.</summary>
    private async Task AnswerFailureAsync(HttpContext context, HitFeature feature)
    {
        if (context.GetForwarderErrorFeature() is not { } failure || context.RequestAborted.IsCancellationRequested)
            return;

        // Withheld on purpose: the pixel must not send it again for five minutes.
        if (failure.Exception is GuardViolationException)
        {
            context.Response.Clear();
            await OwnAnswerWriter.WriteAsync(context.Response, feature.Hit.Kind == HitKind.Batch ? OwnAnswer.Empty : OwnAnswer.Gif);
            return;
        }

        Log.TrackDomainFailed(logger, context.GetReverseProxyFeature().Route.Config.RouteId, failure.Error.ToString());
        if (!context.Response.HasStarted)
            answers.AnswerFailure(context, feature);
    }

    private void Count(string route, HitOutcome outcome)
    {
        if (outcome.Decision is { } decision)
        {
            metrics.Hit(route, decision.Stance.ToString().ToLowerInvariant(), decision.By.Signal, isEnforced: !outcome.IsShadow);
            if (decision.By.IsUnrecognised)
                metrics.UnrecognisedConsent(route);
        }

        foreach (var entry in outcome.Trace.Entries)
        {
            if (outcome.IsShadow)
                metrics.ShadowWithheld(entry.Rule, entry.Count);
            else
                metrics.Withheld(entry.Rule, entry.Count);
        }

        if (outcome.Trace.UnknownParameters > 0)
            metrics.UnknownParameters(outcome.Trace.UnknownParameters);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Route {Route}: the track domain gave no usable answer ({Error}).")]
        public static partial void TrackDomainFailed(ILogger logger, string route, string error);
    }
}
