using System.Globalization;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Writes a cached file. The response policy applies as to a response from the track domain.</summary>
internal sealed class ScriptWriter(ResponseWriter responses, TimeProvider time)
{
    public async Task WriteAsync(HttpContext context, HitFeature feature, ScriptResponse script)
    {
        var origin = script.Origin;
        if (origin.Outcome != FetchOutcome.Completed)
        {
            feature.Complete(HitOutcomes.Refused);
            responses.WriteFailure(context, feature);
            return;
        }

        var lines = ScriptFields.LinesOf(origin.Fields);
        var rewritten = feature.Policy.Rewrite(new ResponseHead(
            origin.Status, lines, DomainName.OfRequest(context.Request.Host.Host), time.GetUtcNow()), feature.Hit, feature.Rewritten);
        var isNotModified = script.Tag is { } tag && MatchesTag(feature.Hit, tag);
        foreach (var header in rewritten.Headers)
        {
            if (rewritten.Local is null ? !header.Is("Content-Length")
                && !(isNotModified && header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) : header.Is("Set-Cookie"))
                context.Response.Headers.Append(header.Name, header.Value);
        }

        if (rewritten.Local is { } own)
            await LocalResponseWriter.WriteAsync(context.Response, own);
        else
            await WriteAsync(context, script, isNotModified);
    }

    private static async Task WriteAsync(HttpContext context, ScriptResponse script, bool isNotModified)
    {
        var response = context.Response;
        response.StatusCode = isNotModified ? StatusCodes.Status304NotModified : script.Origin.Status;
        if (script.Tag is not null)
            response.Headers.ETag = script.Tag;
        if (script.Age is { } age)
            response.Headers.Age = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (response.StatusCode is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
            return;
        response.ContentLength = script.Origin.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(script.Origin.Body, context.RequestAborted);
    }

    /// <summary>
    /// Whether the client has this content. (RFC 9110, section 13.1.2.) The cache's tags contain no comma or quote, so a substring search
    /// in the list suffices. <c>If-Modified-Since</c> is ignored, because the gateway sends no dates.
    /// </summary>
    private static bool MatchesTag(Hit hit, string tag)
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
