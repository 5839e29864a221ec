using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>The consent endpoints' answers: JSON, never stored, never holding anything that a client sent.</summary>
internal static class ConsentAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Task WriteAsync(HttpResponse response, object answer, int status = StatusCodes.Status200OK)
    {
        Prepare(response, status);
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), Options);
        response.ContentType = "application/json";
        response.ContentLength = body.Length + 1;
        return response.Body.WriteAsync([.. body, (byte)'\n'], 0, body.Length + 1);
    }

    public static Task FailAsync(HttpResponse response, int status, string error) => WriteAsync(response, new { error }, status);

    public static Task RedirectAsync(HttpResponse response, string target)
    {
        Prepare(response, StatusCodes.Status303SeeOther);
        response.Headers.Location = target;
        response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>What a page of another origin may ask: the answer to a preflight.</summary>
    public static Task PreflightAsync(HttpResponse response)
    {
        Prepare(response, StatusCodes.Status204NoContent);
        response.Headers.AccessControlAllowMethods = "GET, POST, DELETE";
        response.Headers.AccessControlAllowHeaders = "Content-Type";
        response.Headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }

    public static async Task ScriptAsync(HttpResponse response, string script)
    {
        Prepare(response, StatusCodes.Status200OK);
        response.Headers.CacheControl = "public, max-age=3600";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.ContentType = "text/javascript; charset=utf-8";
        response.ContentLength = script.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.WriteAsync(script);
    }

    private static void Prepare(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
