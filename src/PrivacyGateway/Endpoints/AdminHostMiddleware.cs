using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints;

/// <summary>
/// Serves the admin endpoints only for the admin listener's own host names. Protects against DNS rebinding: an attacker's domain that
/// resolves to this machine would let the attacker's page read the admin endpoints
/// in an operator's browser, but the browser then sends that domain as <c>Host</c>.
/// </summary>
internal sealed partial class AdminHostMiddleware(
    RequestDelegate next, CurrentPolicies snapshot, GatewayMetrics metrics, ILogger<AdminHostMiddleware> logger)
{
    private const string Refusal =
        "421: this Host is not a name of the admin listener. Use an IP address, localhost, a name without a dot or the machine's host "
            + "name, or list the name in PrivacyGateway.Admin.Hosts.\n";

    private static readonly string Machine = Dns.GetHostName();

    private int _isLogged;

    public Task InvokeAsync(HttpContext context)
    {
        if (IsAllowed(new HostString(context.Request.Headers.Host.ToString()).Host, snapshot.Current.Config))
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
    /// Allowed are: 1. no name at all (HTTP/1.0), which no browser sends; 2. IP addresses, which are not resolved and so cannot be rebound;
    /// 3. names without a dot, such as localhost or a service in a container network, which public DNS does not have; 4. this machine's
    /// name; 5. names inside a Kubernetes cluster, whose suffixes public DNS does not have; 6. names in the configuration.
    /// </summary>
    private static bool IsAllowed(string host, GatewayConfig config)
    {
        var name = host.AsSpan();
        if (name.EndsWith('.'))
            name = name[..^1];
        return name.IsEmpty
            || IPAddress.TryParse(name, out _)
            || !name.Contains('.') || HostMatch.IsSubdomain(name, "localhost") || Is(name, Machine)
            || HostMatch.IsSubdomain(name, "svc") || HostMatch.IsSubdomain(name, "svc.cluster.local")
            || (Uri.TryCreate(config.Admin.Url, UriKind.Absolute, out var url) && Is(name, url.IdnHost))
            || IsListed(name, config.Admin.Hosts);
    }

    private static bool IsListed(ReadOnlySpan<char> name, IReadOnlyList<string> hosts)
    {
        foreach (var host in hosts)
        {
            if (HostMatch.Matches(name, host))
                return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "The admin listener refused a request with 421: its Host is not a name of the admin listener. If it was a probe or Prometheus, "
                + "list the name in PrivacyGateway.Admin.Hosts. This is logged once; gateway.refused counts.")]
        public static partial void Refused(ILogger logger);
    }
}
