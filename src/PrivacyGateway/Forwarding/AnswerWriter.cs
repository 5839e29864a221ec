using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>Builds the browser's answer from what of the track domain's may pass.</summary>
internal sealed class AnswerWriter(TimeProvider time)
{
    /// <summary>The whole answer to a hit.</summary>
    public async ValueTask WriteAsync(HttpContext http, HitFeature feature, AnswerMessage answer)
    {
        var response = http.Response;
        response.StatusCode = (int)answer.StatusCode;
        if (WriteHead(http, feature, answer.Lines) is { } own)
        {
            await OwnAnswerWriter.WriteAsync(response, own);
            return;
        }

        // As long as it is, whatever the track domain said; what has no body keeps what it said of the body it would have. (RFC 9110, section 8.6.)
        if (response.StatusCode is 204 or 205 or 304 || HttpMethods.IsHead(http.Request.Method))
            return;
        response.ContentLength = answer.Body.Length;
        if (!answer.Body.IsEmpty)
            await response.BodyWriter.WriteAsync(answer.Body);
    }

    /// <summary>The headers of an answer whose status is written already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="feature">What is known about it.</param>
    /// <param name="lines">What the track domain said.</param>
    /// <returns>What is to be answered in its place; null if its body may pass.</returns>
    public OwnAnswer? WriteHead(HttpContext http, HitFeature feature, IReadOnlyList<HeaderLine> lines)
    {
        var answer = new Answer(http.Response.StatusCode, lines, DomainName.OfRequest(http.Request.Host.Host), time.GetUtcNow());
        var rewritten = feature.Policy.Rewrite(answer, feature.Hit, feature.Outcome);

        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        for (var i = 0; i < rewritten.Headers.Count; i++)
        {
            var header = rewritten.Headers[i];

            // An answer without a body may announce one all the same; Kestrel would wait for it.
            if (rewritten.Own is null ? !(header.Is("Content-Length") && answer.Status is 204 or 205) : header.Is("Set-Cookie"))
                http.Response.Headers.Append(header.Name, header.Value);
        }

        return rewritten.Own;
    }

    /// <summary>The track domain did not answer: 502 without a body, so that the pixel keeps the hit. What the visitor asked of us still holds.</summary>
    public void WriteFailure(HttpContext http, HitFeature feature)
    {
        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status502BadGateway;
        WriteHead(http, feature, []);
        http.Response.ContentLength = 0;
    }
}
