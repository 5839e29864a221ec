using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Filters the cookies of a response before it starts: strips those that the policy forbids, from any source, and adds the policy's own.
/// </summary>
internal sealed class ResponseCookies(TimeProvider time)
{
    /// <param name="state">The <see cref="HttpContext"/> of the response.</param>
    public Task Finish(object state)
    {
        var context = (HttpContext)state;
        var feature = context.Features.GetRequiredFeature<HitFeature>();
        var lines = context.Response.Headers.SetCookie;
        if (lines.Count > 0)
        {
            var now = time.GetUtcNow();
            if (!MaySetAll(lines, feature, now))
                context.Response.Headers.SetCookie = new StringValues([.. lines.Where(line => MaySet(line, feature, now))]);
        }

        var own = feature.Policy.CreateResponseCookies(feature.Hit, feature.Rewritten);
        for (var i = 0; i < own.Count; i++)
            context.Response.Headers.Append(own[i].Name, own[i].Value);
        return Task.CompletedTask;
    }

    private static bool MaySetAll(StringValues lines, HitFeature feature, DateTimeOffset now)
    {
        foreach (var line in lines)
        {
            if (!MaySet(line, feature, now))
                return false;
        }

        return true;
    }

    private static bool MaySet(string? line, HitFeature feature, DateTimeOffset now) =>
        line is not null && feature.Policy.MaySet(line, feature.Hit, feature.Rewritten, now);
}
