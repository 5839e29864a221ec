using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>Converts a request to an <see cref="HttpRequestMessage"/>: bytes and order are preserved, nothing is added.</summary>
internal static class WireMessage
{
    public static HttpRequestMessage Create(Destination destination, OutgoingRequest request, UpstreamVersion version)
    {
        var hit = request.Hit;
        var message = new HttpRequestMessage(HttpMethod.Parse(hit.Method), CreateUrl(destination, hit))
        {
            Version = version.Version,
            VersionPolicy = version.Policy,
        };
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

        if (destination.Host is { } host)
            message.Headers.Host = host;
        foreach (var validator in request.Validators ?? [])
            message.Headers.TryAddWithoutValidation(validator.Name, validator.Value);
        return message;
    }

    public static bool DescribesBody(HeaderLine header) => header.Is("Content-Type") || header.Is("Content-Encoding");

    /// <summary>Creates the absolute URL without canonicalization, which would decode <c>%65id</c> to <c>eid</c>.</summary>
    public static Uri CreateUrl(Destination destination, RewrittenHit hit) => new(
        string.Concat(destination.Address.AsSpan().TrimEnd('/'), hit.TargetText),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
