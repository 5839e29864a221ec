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
        if (lines.Count > 0 && !MaySetAll(lines, feature))
            context.Response.Headers.SetCookie = new StringValues([.. lines.Where(line => MaySet(line, feature))]);

        var own = feature.Policy.AnswerCookies(feature.Hit, feature.Outcome);
        for (var i = 0; i < own.Count; i++)
            context.Response.Headers.Append(own[i].Name, own[i].Value);
        return Task.CompletedTask;
    }

    private static bool MaySetAll(StringValues lines, HitFeature feature)
    {
        foreach (var line in lines)
        {
            if (!MaySet(line, feature))
                return false;
        }

        return true;
    }

    private static bool MaySet(string? line, HitFeature feature) => line is not null && feature.Policy.MaySet(line, feature.Outcome);
}
