using Microsoft.AspNetCore.Http;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>Writes an answer of the gateway's own. None of them may be stored by anybody.</summary>
internal static class OwnAnswerWriter
{
    public static async Task WriteAsync(HttpResponse response, OwnAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.CacheControl = "no-store";
        if (answer.Allow is not null)
            response.Headers.Allow = answer.Allow;
        if (answer.Status != StatusCodes.Status204NoContent)
            response.ContentLength = answer.Body.Length;
        if (!answer.Body.IsEmpty && !HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.BodyWriter.WriteAsync(answer.Body);
    }
}
