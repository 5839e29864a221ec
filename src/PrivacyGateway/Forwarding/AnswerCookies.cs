using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PrivacyGateway.Forwarding;

/// <summary>The last look at the way back: no cookie that the policy forbids, whoever added it; then those that the policy itself sends.</summary>
internal static class AnswerCookies
{
    public static Task Finish(object state)
    {
        var context = (HttpContext)state;
        var feature = context.Features.GetRequiredFeature<HitFeature>();
        var lines = context.Response.Headers.SetCookie;
        if (lines.Count > 0)
        {
            var kept = lines.Where(line => line is not null && feature.Policy.MaySet(line, feature.Outcome)).ToArray();
            if (kept.Length < lines.Count)
                context.Response.Headers.SetCookie = new StringValues(kept);
        }

        foreach (var line in feature.Policy.AnswerCookies(feature.Hit, feature.Outcome))
            context.Response.Headers.Append(line.Name, line.Value);
        return Task.CompletedTask;
    }
}
