using Microsoft.AspNetCore.Http;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Forwarding;

/// <summary>Writes a response that the gateway serves.</summary>
internal static class LocalResponseWriter
{
    /// <summary>Writes a response that no cache may store.</summary>
    public static async Task WriteAsync(HttpResponse http, LocalResponse local)
    {
        http.StatusCode = local.Status;
        http.ContentType = local.ContentType;
        http.Headers.CacheControl = "no-store";
        if (local.Allow is not null)
            http.Headers.Allow = local.Allow;
        if (local.Status != StatusCodes.Status204NoContent)
            http.ContentLength = local.Body.Length;
        if (!local.Body.IsEmpty && !HttpMethods.IsHead(http.HttpContext.Request.Method))
            await http.BodyWriter.WriteAsync(local.Body);
    }

    /// <summary>Sets a status without a body.</summary>
    public static void SetEmpty(HttpResponse http, int status)
    {
        http.StatusCode = status;
        http.ContentLength = 0;
    }
}
