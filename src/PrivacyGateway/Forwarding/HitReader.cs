using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Makes a hit of what Kestrel received, from the raw target and the raw header lines.</summary>
internal static class HitReader
{
    public static Hit Read(HttpContext context, Policy policy, ReadOnlyMemory<byte> body)
    {
        var request = context.Request;
        var target = HitTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var headers = new List<HeaderLine>(request.Headers.Count + 2);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Add(new HeaderLine(name, value ?? ""));
        }

        return new Hit(request.Method, policy.Classify(target.Path), target, headers, body, context.Connection.RemoteIpAddress?.ToString());
    }
}
