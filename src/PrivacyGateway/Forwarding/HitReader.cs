using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Makes a hit of what Kestrel received, from the raw target and the raw header lines.</summary>
internal static class HitReader
{
    /// <param name="context">The request.</param>
    /// <param name="policy">Knows what the path is for.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="decoded">Room for the body without its encoding; null if there is no body.</param>
    public static Hit Read(HttpContext context, Policy policy, ReadOnlyMemory<byte> body, BudgetedBuffer? decoded)
    {
        var request = context.Request;
        var target = HitTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var headers = new List<HeaderLine>(request.Headers.Count + 2);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Add(new HeaderLine(name, value ?? ""));
        }

        ReadOnlyMemory<byte>? plain = null;
        if (decoded is not null && !body.IsEmpty && BodyDecoder.IsEncoded(headers) && BodyDecoder.TryDecode(headers, body, decoded))
            plain = decoded.Bytes;
        return new Hit(request.Method, policy.Classify(target.Path), target, headers, body, context.Connection.RemoteIpAddress, plain);
    }
}
