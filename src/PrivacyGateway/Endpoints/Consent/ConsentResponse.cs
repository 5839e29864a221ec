using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>Writes the consent endpoints' responses: JSON, <c>no-store</c>, without any data that a client sent.</summary>
internal static class ConsentResponse
{
    private static readonly ConsentJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    /// <param name="response">The response to write.</param>
    /// <param name="content">The content, of a type that <see cref="ConsentJson"/> lists.</param>
    /// <param name="status">The status code.</param>
    public static Task WriteAsync(HttpResponse response, object content, int status = StatusCodes.Status200OK)
    {
        Prepare(response, status);
        var body = JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), Json);
        response.ContentType = "application/json";
        response.ContentLength = body.Length + 1;
        return response.Body.WriteAsync([.. body, (byte)'\n'], 0, body.Length + 1);
    }

    public static Task FailAsync(HttpResponse response, int status, string error) => WriteAsync(response, new Failure(error), status);

    public static Task RedirectAsync(HttpResponse response, string target)
    {
        Prepare(response, StatusCodes.Status303SeeOther);
        response.Headers.Location = target;
        response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>Writes the response to a CORS preflight.</summary>
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

    /// <summary>The JSON body of an error response.</summary>
    /// <param name="Error">The error, for people.</param>
    internal sealed record Failure(string Error);
}
