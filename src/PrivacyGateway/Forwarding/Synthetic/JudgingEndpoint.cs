using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Pipeline;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// The last step of a dry run: it reads and rewrites as <see cref="PrivacyMiddleware"/> does, but counts, stores and sends nothing.
/// </summary>
internal static class JudgingEndpoint
{
    public static Task JudgeAsync(HttpContext context)
    {
        var judgement = context.Features.GetRequiredFeature<Judgement>();
        var endpoint = context.GetEndpoint();
        judgement.Route = endpoint?.Metadata.GetMetadata<RouteModel>()?.Config.RouteId;
        judgement.Policy = endpoint?.Metadata.GetMetadata<RoutePolicy>()?.Policy;
        return judgement.Policy is { } policy ? JudgeAsync(context, judgement, policy) : Task.CompletedTask;
    }

    private static async Task JudgeAsync(HttpContext context, Judgement judgement, Policy policy)
    {
        var budget = context.RequestServices.GetRequiredService<BufferBudget>();
        using var body = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        using var decoded = new BudgetedBuffer(budget, policy.Config.Limits.BodyBytes);
        if (await BodyReader.ReadAsync(context.Request, body) is { } reason)
        {
            (judgement.Status, judgement.ServedBy, judgement.Reason) =
                (PrivacyMiddleware.StatusOf(reason), ResponseSource.Limit.Name, reason);
            return;
        }

        var hit = HitReader.Read(context, policy, body.Bytes.ToArray(), decoded, judgement.ReceivedAt);
        judgement.Hit = hit.DecodedBody is { } plain ? hit with { DecodedBody = plain.ToArray() } : hit;
        judgement.Outcome = policy.Rewrite(judgement.Hit, new Trace());
    }
}
