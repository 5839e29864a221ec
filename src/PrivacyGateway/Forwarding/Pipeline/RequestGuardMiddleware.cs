using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Pipeline;

/// <summary>Refuses requests that no pixel sends, before the rest of the pipeline handles them.</summary>
internal sealed class RequestGuardMiddleware(RequestDelegate next, GatewayMetrics metrics)
{
    /// <summary>Kestrel renames a Content-Length beside a Transfer-Encoding to this header.</summary>
    private const string RenamedLength = "X-Content-Length";

    public Task InvokeAsync(HttpContext context)
    {
        var reason = FindReason(context);
        if (reason is null)
            return next(context);

        metrics.Refused(reason);
        context.Features.Set(ResponseSource.Guard);
        LocalResponseWriter.SetEmpty(context.Response, StatusCodes.Status400BadRequest);
        return Task.CompletedTask;
    }

    /// <returns>The reason to refuse the request; null to accept it.</returns>
    public static string? FindReason(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsConnect(request.Method) || HttpMethods.IsTrace(request.Method))
            return RefusalReasons.Method;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!RequestTarget.IsPlain(target))
            return RefusalReasons.Target;
        if (request.Headers.ContainsKey(RenamedLength) || (request.Headers.TransferEncoding.Count > 0 && request.ContentLength is not null))
            return RefusalReasons.TwoLengths;
        if (request.Headers.TransferEncoding.Count > 0
            && !string.Equals(request.Headers.TransferEncoding, "chunked", StringComparison.OrdinalIgnoreCase))
            return RefusalReasons.TransferCoding;
        if (request.Headers.Host.Count != 1 || !TryReadHost(request, out var host) || AuthorityWatch.Contradicts(host, target))
            return RefusalReasons.Host;
        if ((request.Headers.Upgrade.Count > 0 && !OffersOnlyHttp2(request))
            || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true)
            return RefusalReasons.Upgrade;
        return HasInvalidHeader(request) ? RefusalReasons.Header : null;
    }

    /// <summary>HostString decodes international names and throws if they are invalid.</summary>
    private static bool TryReadHost(HttpRequest request, out string host)
    {
        try
        {
            host = request.Host.Value ?? "";
            return host.Length > 0;
        }
        catch (ArgumentException)
        {
            host = "";
            return false;
        }
    }

    /// <summary>
    /// Java's client offers HTTP/2 with every plain-text request. A server may ignore the offer (RFC 9110, section 7.8), and this one does:
    /// no protocol is switched. Any other upgrade, even beside h2c, is refused.
    /// </summary>
    private static bool OffersOnlyHttp2(HttpRequest request) =>
        HttpProtocol.IsHttp11(request.Protocol)
        && request.Headers.Upgrade.Count == 1
        && string.Equals(request.Headers.Upgrade[0], "h2c", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An invalid header name, or a connection-specific header on HTTP/2. Kestrel accepts some of both. (RFC 9113, section 8.2.)
    /// </summary>
    private static bool HasInvalidHeader(HttpRequest request)
    {
        var isHttp1 = HttpProtocol.IsHttp11(request.Protocol) || HttpProtocol.IsHttp10(request.Protocol);
        foreach (var (name, _) in request.Headers)
        {
            if (!HttpToken.IsValid(name))
                return true;
        }

        return !isHttp1 && (request.Headers.TransferEncoding.Count > 0 || request.Headers.KeepAlive.Count > 0
            || request.Headers.ProxyConnection.Count > 0);
    }
}
