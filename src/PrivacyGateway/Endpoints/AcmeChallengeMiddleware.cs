using System.Buffers;
using System.IO;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Serves an ACME client's HTTP-01 challenge responses (RFC 8555, section 8.3), on every host and without redirect: the issuer requests
/// them before there is a certificate.
/// </summary>
internal sealed class AcmeChallengeMiddleware(RequestDelegate next, CurrentPolicies snapshot)
{
    /// <summary>A key authorization is a token, a dot and a thumbprint; a much larger file is not one.</summary>
    private const int MaxBytes = 16 * 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return path.StartsWith(GatewayConfig.AcmePrefix, StringComparison.Ordinal)
            && snapshot.Current.Config.Acme?.ChallengeDirectory is { } directory
            ? ServeAsync(context, directory, path[GatewayConfig.AcmePrefix.Length..])
            : next(context);
    }

    private static async Task ServeAsync(HttpContext context, string directory, string token)
    {
        var (method, response) = (context.Request.Method, context.Response);
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        var file = isRead && IsToken(token) ? await ReadAsync(Path.Combine(directory, token), context.RequestAborted) : null;
        response.StatusCode = file is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        response.ContentLength = file?.Length ?? 0;
        if (file is null)
            return;

        response.ContentType = "text/plain";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsGet(method))
            await response.Body.WriteAsync(file, context.RequestAborted);
    }

    /// <summary>base64url without padding: no dot and no slash, so the path cannot leave the directory.</summary>
    private static bool IsToken(string token) => token.Length is > 0 and <= 255 && !token.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>
    /// Returns null unless the path is a small, regular file. Links are not followed, because they could lead out of the directory.
    /// </summary>
    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.LinkTarget is not null || file.Length > MaxBytes)
                return null;
            await using var stream = file.OpenRead();
            var bytes = new byte[MaxBytes + 1];
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return count > MaxBytes ? null : bytes[..count];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
