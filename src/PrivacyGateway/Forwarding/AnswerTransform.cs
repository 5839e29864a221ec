using System.Net.Http;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending.Http1;
using Yarp.ReverseProxy.Transforms;

namespace PrivacyGateway.Forwarding;

/// <summary>Builds the browser's answer from what of the track domain's may pass.</summary>
internal sealed class AnswerTransform(TimeProvider time) : ResponseTransform
{
    public override async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        // Without an answer there is nothing to build; the middleware speaks then.
        if (context.ProxyResponse is not { } response)
            return;

        var http = context.HttpContext;
        var feature = http.Features.GetRequiredFeature<HitFeature>();
        var taken = response as AnswerMessage;
        var answer = new Answer((int)response.StatusCode, taken?.Lines ?? Lines(response), http.Request.Host.Host, time.GetUtcNow());
        var rewritten = feature.Policy.Rewrite(answer, feature.Hit, feature.Outcome);

        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        for (var i = 0; i < rewritten.Headers.Count; i++)
        {
            var header = rewritten.Headers[i];

            // An answer without a body may announce one all the same; Kestrel would wait for it.
            if (rewritten.Own is null ? !(header.Is("Content-Length") && answer.Status is 204 or 205) : header.Is("Set-Cookie"))
                http.Response.Headers.Append(header.Name, header.Value);
        }

        if (rewritten.Own is { } own)
        {
            context.SuppressResponseBody = true;
            await OwnAnswerWriter.WriteAsync(http.Response, own);
        }
        else if (taken is not null)
        {
            context.SuppressResponseBody = true;
            await WriteBodyAsync(http.Response, taken.Body);
        }
    }

    /// <summary>The track domain did not answer: 502 without a body, so that the pixel keeps the hit. What the visitor asked of us still holds.</summary>
    public void AnswerFailure(HttpContext http, HitFeature feature)
    {
        http.Response.Clear();
        var answer = new Answer(StatusCodes.Status502BadGateway, [], http.Request.Host.Host, time.GetUtcNow());
        http.Response.StatusCode = answer.Status;
        foreach (var header in feature.Policy.Rewrite(answer, feature.Hit, feature.Outcome).Headers)
            http.Response.Headers.Append(header.Name, header.Value);
        http.Response.ContentLength = 0;
    }

    /// <summary>As long as it is, whatever the track domain said; what has no body keeps what it said of the body it would have. (RFC 9110, section 8.6.)</summary>
    private static async ValueTask WriteBodyAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        if (response.StatusCode is 204 or 205 or 304 || HttpMethods.IsHead(response.HttpContext.Request.Method))
            return;
        response.ContentLength = body.Length;
        if (!body.IsEmpty)
            await response.BodyWriter.WriteAsync(body);
    }

    private static List<HeaderLine> Lines(HttpResponseMessage response)
    {
        const int Usual = 16;
        var lines = new List<HeaderLine>(Usual);
        Add(lines, response.Headers.NonValidated);
        Add(lines, response.Content.Headers.NonValidated);
        return lines;
    }

    private static void Add(List<HeaderLine> lines, HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                lines.Add(new HeaderLine(name, value));
        }
    }
}
