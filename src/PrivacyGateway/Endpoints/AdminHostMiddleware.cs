using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Serves the admin pages only under names that are the admin listener's. Against DNS rebinding: an attacker points his domain at this machine, so that his page may read
/// the admin pages in an operator's browser; but the browser then sends his domain as <c>Host</c>.
/// </summary>
internal sealed partial class AdminHostMiddleware(RequestDelegate next, SnapshotInForce snapshot, GatewayMetrics metrics, ILogger<AdminHostMiddleware> logger)
{
    private const string Refusal = "421: this Host is not a name of the admin listener. Use an IP address, localhost, a name without a dot or the machine's host name, or list the name in PrivacyGateway.Admin.Hosts.\n";

    private static readonly string Machine = Dns.GetHostName();

    private int _isLogged;

    public Task InvokeAsync(HttpContext context)
    {
        if (IsOurs(new HostString(context.Request.Headers.Host.ToString()).Host, snapshot.Current.Config))
            return next(context);

        metrics.Refused(RefusalReasons.AdminHost);
        if (Interlocked.Exchange(ref _isLogged, 1) == 0)
            Log.Refused(logger);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(Refusal);
    }

    /// <summary>
    /// 1. No name at all (HTTP/1.0): no browser sends that. 2. Addresses: they are not resolved, so they cannot be rebound. 3. Names without a dot, such as
    /// localhost or a service's name in a container network: public DNS has none. 4. This machine's name. 5. Names inside a Kubernetes cluster: public DNS has
    /// neither of these endings. 6. What the operator wrote.
    /// </summary>
    private static bool IsOurs(string host, GatewayConfig config)
    {
        var name = host.AsSpan();
        if (name.EndsWith('.'))
            name = name[..^1];
        return name.IsEmpty
            || IPAddress.TryParse(name, out _)
            || !name.Contains('.') || IsBelow(name, ".localhost") || Is(name, Machine)
            || IsBelow(name, ".svc") || IsBelow(name, ".svc.cluster.local")
            || (Uri.TryCreate(config.AdminUrl, UriKind.Absolute, out var url) && Is(name, url.IdnHost))
            || IsListed(name, config.AdminHosts);
    }

    private static bool IsListed(ReadOnlySpan<char> name, IReadOnlyList<string> hosts)
    {
        foreach (var host in hosts)
        {
            if (host.StartsWith("*.", StringComparison.Ordinal) ? IsBelow(name, host.AsSpan(1)) : Is(name, host))
                return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(ReadOnlySpan<char> name, ReadOnlySpan<char> ending) => name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The admin listener refused a request with 421: its Host is not a name of the admin listener. If it was a probe or Prometheus, list the name in PrivacyGateway.Admin.Hosts. This is logged once; gateway.refused counts.")]
        public static partial void Refused(ILogger logger);
    }
}
