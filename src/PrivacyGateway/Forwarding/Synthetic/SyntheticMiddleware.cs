using Microsoft.AspNetCore.Http;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Ends a synthetic request after YARP's routing and the policy's decision, before it is counted, spooled or sent.</summary>
internal sealed class SyntheticMiddleware(RequestDelegate next, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SyntheticRequest>() is not { } request)
            return next(context);

        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<RouteModel>()?.Config;
        (request.Route, request.Generation) = (route?.RouteId, PublishedRoutes.GenerationOf(route));
        if (endpoint?.Metadata.GetMetadata<RoutePolicy>()?.Policy is { } policy)
            request.Refusal = FindRefusal(context, request.Hit, policy);
        else if (!RoutePolicy.IsExempt(route))
            request.Refusal = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private int? FindRefusal(HttpContext context, SyntheticHit sent, Policy policy)
    {
        if (sent.Body.Length > policy.Config.Limits.BodyBytes)
            return StatusCodes.Status413PayloadTooLarge;
        return policy.Rewrite(HitReader.Read(context, policy, sent.Body, decoded: null,
            time.GetUtcNow())) is LocalResult { Response.Status: >= StatusCodes.Status400BadRequest and var status } ? status : null;
    }
}
