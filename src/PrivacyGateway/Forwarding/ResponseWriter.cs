using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>Writes the track domain's response to the browser, as far as the policy forwards it.</summary>
internal sealed class ResponseWriter(TimeProvider time)
{
    /// <summary>Writes the response to a hit, a file request or an opt-out call.</summary>
    /// <param name="http">The request.</param>
    /// <param name="feature">The request's feature.</param>
    /// <param name="received">The track domain's response, which this method disposes.</param>
    public async ValueTask WriteAsync(HttpContext http, HitFeature feature, UpstreamResponse received)
    {
        using var _ = received;
        var response = http.Response;
        response.StatusCode = received.Status;
        if (WriteHead(http, feature, received.Headers) is { } own)
        {
            await LocalResponseWriter.WriteAsync(response, own);
            return;
        }

        // A response without a body may carry the Content-Length of the body it would have. (RFC 9110, section 8.6.)
        if (response.StatusCode is 204 or 205 or 304 || HttpMethods.IsHead(http.Request.Method))
            return;
        if (received.Stream is { } stream)
        {
            await StreamedBody.CopyAsync(stream, http);
            return;
        }

        // The received length, independent of the track domain's Content-Length.
        response.ContentLength = received.Body.Length;
        if (!received.Body.IsEmpty)
            await response.BodyWriter.WriteAsync(received.Body);
    }

    /// <summary>Writes the headers of a response whose status is set.</summary>
    /// <param name="http">The request.</param>
    /// <param name="feature">The request's feature.</param>
    /// <param name="lines">The track domain's headers.</param>
    /// <returns>The response to serve instead; null if the body may be forwarded.</returns>
    public LocalResponse? WriteHead(HttpContext http, HitFeature feature, IReadOnlyList<HeaderLine> lines)
    {
        var response = new ResponseHead(http.Response.StatusCode, lines, DomainName.OfRequest(http.Request.Host.Host), time.GetUtcNow());
        var rewritten = feature.Policy.Rewrite(response, feature.Hit, feature.Rewritten);

        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        for (var i = 0; i < rewritten.Headers.Count; i++)
        {
            var header = rewritten.Headers[i];

            // A response without a body may have a Content-Length; Kestrel would expect that many bytes.
            if (rewritten.Local is null ? !(header.Is("Content-Length") && response.Status is 204 or 205) : header.Is("Set-Cookie"))
                http.Response.Headers.Append(header.Name, header.Value);
        }

        return rewritten.Local;
    }

    /// <summary>Writes 502 without a body, so that the pixel keeps the hit. The policy's own cookies are still set.</summary>
    public void WriteFailure(HttpContext http, HitFeature feature)
    {
        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status502BadGateway;
        WriteHead(http, feature, []);
        http.Response.ContentLength = 0;
    }
}
