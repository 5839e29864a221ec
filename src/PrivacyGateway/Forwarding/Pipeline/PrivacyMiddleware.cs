using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Consent;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Scripts;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding.Pipeline;

/// <summary>
/// Decides about each hit before YARP forwards it, and serves the response if it is not forwarded. An exception never leads to forwarding.
/// </summary>
internal sealed class PrivacyMiddleware(RequestDelegate next, BufferBudget budget, Delivery delivery, ScriptDelivery scripts,
    ExemptForwarding exempt, PreviewRecorder preview, GatewayMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// Requests with more bytes in the body, or in target and headers, move to the thread pool: rewriting them takes as long as about ten
    /// hits. The cost of a compressed body is unknown, so it always moves. (docs/decisions/0011.)
    /// </summary>
    private const int Long = 8 * 1024;

    /// <summary>Created once: it is registered with every response.</summary>
    private readonly Func<object, Task> _checkCookies = new ResponseCookies(time).Finish;

    public Task InvokeAsync(HttpContext context)
    {
        // The policy is endpoint metadata, so a reload does not change it during the request.
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>()?.Policy;
        var route = context.GetReverseProxyFeature().Route.Config;
        if (policy is null)
        {
            return RoutePolicy.IsExempt(route)
                ? exempt.ForwardAsync(context, next)
                : LocalResponseWriter.WriteAsync(context.Response, LocalResponse.Unavailable);
        }

        return BodyReader.CanHaveBody(context)
            ? ReadBodyAsync(context, policy, route.RouteId)
            : HandleAsync(context, policy, route.RouteId, ReadOnlyMemory<byte>.Empty, decoded: null);
    }

    private async Task ReadBodyAsync(HttpContext context, Policy policy, string route)
    {
        using var body = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        using var decoded = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        if (await BodyReader.ReadAsync(context.Request, body) is { } reason)
        {
            metrics.Refused(reason);
            context.Features.Set(ResponseSource.Limit);
            await LocalResponseWriter.WriteAsync(context.Response, new LocalResponse(StatusOf(reason)));
            return;
        }

        if (body.Bytes.Length > Long || context.Request.Headers.ContentEncoding.Count > 0)
            await LeaveThreadAsync();
        await HandleAsync(context, policy, route, body.Bytes, decoded);
    }

    /// <summary>The status for a body that was refused.</summary>
    public static int StatusOf(string reason) => reason switch
    {
        RefusalReasons.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReasons.BodyTooSlow => StatusCodes.Status408RequestTimeout,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private Task HandleAsync(HttpContext context, Policy policy, string route, ReadOnlyMemory<byte> body, BudgetedBuffer? decoded)
    {
        var hit = HitReader.Read(context, policy, body, decoded, time.GetUtcNow());
        return IsLong(hit) ? HandleElsewhereAsync(context, policy, route, hit) : HandleAsync(context, policy, route, hit);
    }

    private static bool IsLong(Hit hit)
    {
        var length = hit.Target.PathAndQuery.Length;
        for (var i = 0; i < hit.Headers.Count; i++)
            length += hit.Headers[i].Value.Length;
        return length > Long;
    }

    private async Task HandleElsewhereAsync(HttpContext context, Policy policy, string route, Hit hit)
    {
        await LeaveThreadAsync();
        await HandleAsync(context, policy, route, hit);
    }

    /// <summary>A long request continues on the thread pool: the thread of the socket serves all other connections.</summary>
    private static ConfiguredTaskAwaitable LeaveThreadAsync() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private Task HandleAsync(HttpContext context, Policy policy, string route, Hit hit)
    {
        var span = HitSpan.IsOn ? HitSpan.Start(route) : null;
        var feature = new HitFeature(policy, hit, policy.Rewrite(hit, Rewriting.Trace.CreateForRules()))
        {
            Route = route,
            Metrics = metrics,
            Span = span,
        };
        Count(route, hit, feature.Rewritten);
        Compare(feature);
        context.Features.Set(feature);
        context.Response.OnStarting(_checkCookies, context);
        var served = span is null ? ServeAsync(context, feature) : ServeAsync(context, feature, span);
        return preview.Find(hit) is { } session ? preview.ShowAsync(context, feature, session, served) : served;
    }

    private Task ServeAsync(HttpContext context, HitFeature feature)
    {
        switch (feature.Rewritten)
        {
            case LocalResult { Response: var response }:
                feature.Complete(response.Status < StatusCodes.Status400BadRequest ? HitOutcomes.Answered : HitOutcomes.Rejected);
                return LocalResponseWriter.WriteAsync(context.Response, response);
            case ForwardResult when feature.Hit.Kind == HitKind.Static:
                return ServeFileAsync(context, feature);
            case ForwardResult:
                return delivery.DeliverAsync(context, feature, next);
            default:
                throw new UnreachableException();
        }
    }

    private async Task ServeAsync(HttpContext context, HitFeature feature, Activity span)
    {
        try
        {
            await ServeAsync(context, feature);
        }
        finally
        {
            HitSpan.End(span, context.Response.StatusCode);
        }
    }

    private async Task ServeFileAsync(HttpContext context, HitFeature feature)
    {
        if (!await scripts.TryServeAsync(context, feature))
            await delivery.DeliverAsync(context, feature, next);
    }

    private void Count(string route, Hit hit, RewriteResult outcome)
    {
        if (outcome.Decision is not null)
            metrics.ClientAddress(AddressKind.IsPrivate(hit.ClientAddress));
        if (outcome.Decision is { DecidingVote.IsUnrecognised: true })
            metrics.UnrecognisedConsent(route);

        foreach (var (rule, count) in outcome.Trace.Rules)
        {
            if (outcome.IsShadow)
                metrics.ShadowStrippedBy(route, rule, count);
            else
                metrics.StrippedBy(route, rule, count);
        }

        if (outcome.Decision is not null && FetchMetadata.IsPrefetch(hit))
            metrics.Prefetched(route);
        if (hit.Kind == HitKind.Batch && outcome is ForwardResult)
            metrics.BatchLines(route, outcome.Trace.Lines.Anonymous, outcome.Trace.Lines.Identified, outcome.Trace.Lines.Unreadable);
        if (outcome.Trace.UnknownParameters > 0)
            metrics.UnknownParameters(route, outcome.Trace.UnknownParameters);
    }

    /// <summary>
    /// Compares the page's configuration with the policy. Only for current hits, because an old hit's cookies may have changed.
    /// </summary>
    private void Compare(HitFeature feature)
    {
        if (feature.Rewritten.Decision is { } decision && feature.Policy.ComparePage(feature.Hit, decision) is { } mismatch
            && HitTime.IsCurrent(feature.Hit, feature.Hit.ReceivedAt))
            metrics.PageMismatch(feature.Route, mismatch);
    }
}
