using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Creates a hit from the raw request target and raw headers that Kestrel received.</summary>
internal static class HitReader
{
    /// <param name="context">The request.</param>
    /// <param name="policy">Classifies the path.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="decoded">Takes the decoded body; null if there is no body.</param>
    /// <param name="now">When the request was received.</param>
    public static Hit Read(HttpContext context, Policy policy, ReadOnlyMemory<byte> body, BudgetedBuffer? decoded, DateTimeOffset now)
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
        return new Hit(request.Method, policy.Classify(target.Path), target, headers, body, context.Connection.RemoteIpAddress,
            plain)
        {
            ReceivedAt = now,
        };
    }
}
