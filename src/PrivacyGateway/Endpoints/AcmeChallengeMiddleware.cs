using System.Buffers;
using System.IO;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Serves an ACME client's answers to HTTP-01 challenges (RFC 8555, section 8.3), on every host and never redirected: the issuer asks before
/// there is a certificate.
/// </summary>
internal sealed class AcmeChallengeMiddleware(RequestDelegate next, SnapshotInForce snapshot)
{
    /// <summary>An answer is a token, a dot and a thumbprint; whatever is much longer is none.</summary>
    private const int MostBytes = 16 * 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return path.StartsWith(GatewayConfig.AcmePrefix, StringComparison.Ordinal) && snapshot.Current.Config.AcmeDirectory is { } directory
            ? ServeAsync(context, directory, path[GatewayConfig.AcmePrefix.Length..])
            : next(context);
    }

    private static async Task ServeAsync(HttpContext context, string directory, string token)
    {
        var (method, response) = (context.Request.Method, context.Response);
        var isAsked = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        var answer = isAsked && IsToken(token) ? await ReadAsync(Path.Combine(directory, token), context.RequestAborted) : null;
        response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        response.ContentLength = answer?.Length ?? 0;
        if (answer is null)
            return;

        response.ContentType = "text/plain";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsGet(method))
            await response.Body.WriteAsync(answer, context.RequestAborted);
    }

    /// <summary>base64url without padding: no dot and no slash, so no way out of the directory.</summary>
    private static bool IsToken(string token) => token.Length is > 0 and <= 255 && !token.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>Null for what is no plain, small file. A link is not followed: it could lead out of the directory.</summary>
    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.LinkTarget is not null || file.Length > MostBytes)
                return null;
            await using var stream = file.OpenRead();
            var bytes = new byte[MostBytes + 1];
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return count > MostBytes ? null : bytes[..count];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
