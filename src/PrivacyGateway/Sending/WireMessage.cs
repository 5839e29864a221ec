using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>Turns a rewritten hit into the message that the HTTP client writes: exact bytes, exact order, nothing added.</summary>
internal static class WireMessage
{
    public static HttpRequestMessage Of(OutgoingHit outgoing, Version version, HttpVersionPolicy versionPolicy)
    {
        var hit = outgoing.Hit;
        var message = new HttpRequestMessage(HttpMethod.Parse(hit.Method), outgoing.Address) { Version = version, VersionPolicy = versionPolicy };
        if (hit.Body is { } body)
            message.Content = new ReadOnlyMemoryContent(body);

        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (DescribesBody(header))
                message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
            else
                message.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (outgoing.Destination.Host is { } host)
            message.Headers.Host = host;
        foreach (var condition in outgoing.Conditions)
            message.Headers.TryAddWithoutValidation(condition.Name, condition.Value);
        return message;
    }

    public static bool DescribesBody(HeaderLine header) => header.Is("Content-Type") || header.Is("Content-Encoding");
}
