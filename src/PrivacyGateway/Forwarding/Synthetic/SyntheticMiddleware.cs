using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Where a synthetic request ends: behind YARP's routing and the policy's decision, before anything is counted, kept or sent.</summary>
internal sealed class SyntheticMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SyntheticRequest>() is not { } request)
            return next(context);

        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<RouteModel>()?.Config;
        (request.Route, request.Generation) = (route?.RouteId, PublishedRoutes.GenerationOf(route));
        if (endpoint?.Metadata.GetMetadata<RoutePolicy>()?.Policy is { } policy)
            request.Refusal = Refusal(context, request.Hit, policy);
        else if (route?.Metadata?.GetValueOrDefault("PrivacyPolicy") != RouteConfig.NoPolicy)
            request.Refusal = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static int? Refusal(HttpContext context, SyntheticHit sent, Policy policy)
    {
        if (sent.Body.Length > policy.Config.Limits.BodyBytes)
            return StatusCodes.Status413PayloadTooLarge;
        return policy.Rewrite(HitReader.Read(context, policy, sent.Body, decoded: null)) is AnsweredOutcome { Answer.Status: >= StatusCodes.Status400BadRequest and var status } ? status : null;
    }
}
