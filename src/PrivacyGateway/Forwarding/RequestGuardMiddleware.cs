using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>Refuses what no pixel sends, before anything else looks at it.</summary>
internal sealed class RequestGuardMiddleware(RequestDelegate next, GatewayMetrics metrics)
{
    /// <summary>What Kestrel makes of a Content-Length beside a Transfer-Encoding.</summary>
    private const string SetAsideLength = "X-Content-Length";

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public Task InvokeAsync(HttpContext context)
    {
        var reason = Refuse(context);
        if (reason is null)
            return next(context);

        metrics.Refused(reason);
        context.Features.Set(AnsweredBy.Guard);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static string? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsConnect(request.Method) || HttpMethods.IsTrace(request.Method))
            return RefusalReasons.Method;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!RequestTarget.IsPlain(target))
            return RefusalReasons.Target;
        if (request.Headers.ContainsKey(SetAsideLength) || (request.Headers.TransferEncoding.Count > 0 && request.ContentLength is not null))
            return RefusalReasons.TwoLengths;
        if (request.Headers.TransferEncoding.Count > 0 && !string.Equals(request.Headers.TransferEncoding, "chunked", StringComparison.OrdinalIgnoreCase))
            return RefusalReasons.TransferCoding;
        if (request.Headers.Host.Count != 1 || !TryReadHost(request, out var host) || AuthorityWatch.Contradicts(host, target))
            return RefusalReasons.Host;
        if (request.Headers.Upgrade.Count > 0 || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true)
            return RefusalReasons.Upgrade;
        return HasOddHeader(request) ? RefusalReasons.Header : null;
    }

    /// <summary>The platform reads international names, and throws at those that are none.</summary>
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

    /// <summary>A name that is none, or, over HTTP/2, a field that only makes sense hop by hop: Kestrel lets some of them pass. (RFC 9113, section 8.2.)</summary>
    private static bool HasOddHeader(HttpRequest request)
    {
        var isHttp1 = HttpProtocol.IsHttp11(request.Protocol) || HttpProtocol.IsHttp10(request.Protocol);
        foreach (var (name, _) in request.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
                return true;
        }

        return !isHttp1 && (request.Headers.TransferEncoding.Count > 0 || request.Headers.KeepAlive.Count > 0 || request.Headers.ProxyConnection.Count > 0);
    }
}
