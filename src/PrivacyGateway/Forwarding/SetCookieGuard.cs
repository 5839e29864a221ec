using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PrivacyGateway.Forwarding;

/// <summary>The last look at the way back: no cookie that the policy forbids, whoever added it.</summary>
internal static class SetCookieGuard
{
    public static Task RemoveWhatMayNotPass(object state)
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

        return Task.CompletedTask;
    }
}
