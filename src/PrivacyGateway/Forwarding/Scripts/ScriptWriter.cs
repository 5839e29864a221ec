using System.Globalization;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Writes a file from memory, through the same policy for answers as one that has just come.</summary>
internal sealed class ScriptWriter(AnswerWriter answers, TimeProvider time)
{
    public async Task WriteAsync(HttpContext context, HitFeature feature, ScriptAnswer answer)
    {
        var origin = answer.Origin;
        if (origin.Outcome != OriginOutcome.Answered)
        {
            feature.Became(HitFates.Refused);
            answers.WriteFailure(context, feature);
            return;
        }

        var lines = ScriptFields.LinesOf(origin.Fields);
        var rewritten = feature.Policy.Rewrite(new Answer(origin.Status, lines, DomainName.OfRequest(context.Request.Host.Host), time.GetUtcNow()), feature.Hit, feature.Outcome);
        var isKnown = answer.Tag is { } tag && Knows(feature.Hit, tag);
        foreach (var header in rewritten.Headers)
        {
            if (rewritten.Own is null ? !header.Is("Content-Length") && !(isKnown && header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) : header.Is("Set-Cookie"))
                context.Response.Headers.Append(header.Name, header.Value);
        }

        if (rewritten.Own is { } own)
            await OwnAnswerWriter.WriteAsync(context.Response, own);
        else
            await WriteAsync(context, answer, isKnown);
    }

    private static async Task WriteAsync(HttpContext context, ScriptAnswer answer, bool isKnown)
    {
        var response = context.Response;
        response.StatusCode = isKnown ? StatusCodes.Status304NotModified : answer.Origin.Status;
        if (answer.Tag is not null)
            response.Headers.ETag = answer.Tag;
        if (answer.Age is { } age)
            response.Headers.Age = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (response.StatusCode is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
            return;
        response.ContentLength = answer.Origin.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(answer.Origin.Body, context.RequestAborted);
    }

    /// <summary>
    /// Whether the browser has this very content. (RFC 9110, section 13.1.2.) Our tags hold no comma or quote, so that looking for one in the
    /// list is enough. <c>If-Modified-Since</c> is not asked: no browser has a date from us.
    /// </summary>
    private static bool Knows(Hit hit, string tag)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            var header = hit.Headers[i];
            if (header.Is("If-None-Match") && (header.Value.Contains(tag, StringComparison.Ordinal) || header.Value.AsSpan().Trim() is "*"))
                return true;
        }

        return false;
    }
}
