using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Scripts;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Decides about each hit before YARP sees it. What is not forwarded is answered here; an exception here answers, it never forwards.
/// </summary>
internal sealed class PrivacyMiddleware(RequestDelegate next, BufferBudget budget, Delivery delivery, ScriptDelivery scripts, GatewayMetrics metrics)
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
            await OwnAnswerWriter.WriteAsync(context.Response, OwnAnswer.Unavailable);
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
            case ForwardedOutcome when feature.Hit.Kind == HitKind.Static && await scripts.TryAnswerAsync(context, feature):
                break;
            case ForwardedOutcome:
                await delivery.DeliverAsync(context, feature, next);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Count(string route, HitOutcome outcome)
    {
        if (outcome.Decision is { } decision)
        {
            metrics.Hit(route, NameOf(decision.Stance), decision.By.Signal, isEnforced: !outcome.IsShadow);
            if (decision.By.IsUnrecognised)
                metrics.UnrecognisedConsent(route);
        }

        var entries = outcome.Trace.Entries;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (outcome.IsShadow)
                metrics.ShadowWithheld(entry.Rule, entry.Count);
            else
                metrics.Withheld(entry.Rule, entry.Count);
        }

        if (outcome.Trace.UnknownParameters > 0)
            metrics.UnknownParameters(outcome.Trace.UnknownParameters);
    }

    private static string NameOf(Stance stance) => stance switch
    {
        Stance.Identified => "identified",
        Stance.Anonymous => "anonymous",
        Stance.Blocked => "blocked",
        _ => throw new UnreachableException(),
    };
}
