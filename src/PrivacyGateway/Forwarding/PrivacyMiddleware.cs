using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Scripts;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Decides about each hit before YARP sees it. What is not forwarded is answered here; an exception here answers, it never forwards.
/// </summary>
internal sealed class PrivacyMiddleware(RequestDelegate next, BufferBudget budget, Delivery delivery, ScriptDelivery scripts, ExemptForwarding exempt, GatewayMetrics metrics, TimeProvider time)
{
    /// <summary>Bytes of a body that take about as long to rewrite as ten hits; of one that is packed nobody can tell. (docs/decisions/0011.)</summary>
    private const int LongBody = 8 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        // It hangs on the endpoint: one policy for the whole request, the one of its route, whatever is reloaded meanwhile.
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>()?.Policy;
        var route = context.GetReverseProxyFeature().Route.Config;
        if (policy is null)
        {
            return route.Metadata?.GetValueOrDefault("PrivacyPolicy") == RouteConfig.NoPolicy
                ? exempt.ForwardAsync(context, next)
                : OwnAnswerWriter.WriteAsync(context.Response, OwnAnswer.Unavailable);
        }

        return BodyReader.CanHaveBody(context)
            ? ReadBodyAsync(context, policy, route.RouteId)
            : HandleAsync(context, policy, route.RouteId, ReadOnlyMemory<byte>.Empty, decoded: null);
    }

    private async Task ReadBodyAsync(HttpContext context, Policy policy, string route)
    {
        using var body = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        using var decoded = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        if (!await BodyReader.TryReadAsync(context.Request, body))
        {
            metrics.Refused(body.Refusal == StatusCodes.Status413PayloadTooLarge ? RefusalReasons.BodyTooLarge : RefusalReasons.BuffersFull);
            context.Features.Set(AnsweredBy.Limit);
            await OwnAnswerWriter.WriteAsync(context.Response, new OwnAnswer(body.Refusal ?? StatusCodes.Status400BadRequest));
            return;
        }

        // What takes long leaves the thread that serves all the others.
        if (body.Bytes.Length > LongBody || context.Request.Headers.ContentEncoding.Count > 0)
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await HandleAsync(context, policy, route, body.Bytes, decoded);
    }

    private Task HandleAsync(HttpContext context, Policy policy, string route, ReadOnlyMemory<byte> body, BudgetedBuffer? decoded)
    {
        var span = HitSpan.IsOn ? HitSpan.Start(route) : null;
        var hit = HitReader.Read(context, policy, body, decoded);
        var feature = new HitFeature(policy, hit, policy.Rewrite(hit, Rewriting.Trace.OfRules())) { Route = route, Metrics = metrics, Span = span };
        Count(route, hit, feature.Outcome);
        Compare(feature);
        context.Features.Set(feature);
        context.Response.OnStarting(AnswerCookies.Finish, context);
        return span is null ? AnswerAsync(context, feature) : AnswerAsync(context, feature, span);
    }

    private Task AnswerAsync(HttpContext context, HitFeature feature)
    {
        switch (feature.Outcome)
        {
            case AnsweredOutcome { Answer: var answer }:
                feature.Became(answer.Status < StatusCodes.Status400BadRequest ? HitFates.Answered : HitFates.Rejected);
                return OwnAnswerWriter.WriteAsync(context.Response, answer);
            case ForwardedOutcome when feature.Hit.Kind == HitKind.Static:
                return ServeFileAsync(context, feature);
            case ForwardedOutcome:
                return delivery.DeliverAsync(context, feature, next);
            default:
                throw new UnreachableException();
        }
    }

    private async Task AnswerAsync(HttpContext context, HitFeature feature, Activity span)
    {
        try
        {
            await AnswerAsync(context, feature);
        }
        finally
        {
            HitSpan.End(span, context.Response.StatusCode);
        }
    }

    private async Task ServeFileAsync(HttpContext context, HitFeature feature)
    {
        if (!await scripts.TryAnswerAsync(context, feature))
            await delivery.DeliverAsync(context, feature, next);
    }

    private void Count(string route, Hit hit, HitOutcome outcome)
    {
        if (outcome.Decision is not null)
            metrics.ClientAddress(AddressKind.IsPrivate(hit.ClientAddress));
        if (outcome.Decision is { By.IsUnrecognised: true })
            metrics.UnrecognisedConsent(route);

        foreach (var (rule, count) in outcome.Trace.Rules)
        {
            if (outcome.IsShadow)
                metrics.ShadowWithheldBy(route, rule, count);
            else
                metrics.WithheldBy(route, rule, count);
        }

        if (outcome.Trace.UnknownParameters > 0)
            metrics.UnknownParameters(route, outcome.Trace.UnknownParameters);
    }

    /// <summary>Page and policy, while the hit and its cookies are of one moment.</summary>
    private void Compare(HitFeature feature)
    {
        if (feature.Outcome.Decision is { } decision && feature.Policy.Compare(feature.Hit, decision) is { } mismatch && HitTime.IsCurrent(feature.Hit, time.GetUtcNow()))
            metrics.PageMismatch(feature.Route, mismatch);
    }
}
