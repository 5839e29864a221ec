using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Reads client address and scheme from the headers of a known load balancer, with ASP.NET Core's forwarded headers middleware. That
/// middleware reads its options once, so each configuration gets a new instance.
/// </summary>
internal sealed class VisitorAddressMiddleware(RequestDelegate next, CurrentPolicies snapshot, ILoggerFactory loggers)
{
    private volatile Reader? _reader;

    public Task InvokeAsync(HttpContext context)
    {
        var current = snapshot.Current;
        var reader = _reader;
        if (reader?.Snapshot != current)
            _reader = reader = new Reader(current, current.Config.KnownProxies.Count == 0 ? null : new ForwardedHeadersMiddleware(
                next, loggers, Options.Create(CreateOptions(current.Config.KnownProxies))));

        if (reader.Forwarded is not null)
            Apply(reader.Forwarded, context);
        return next(context);
    }

    /// <summary>
    /// ASP.NET Core stops at an entry that is not an IP address before it reads the scheme, and a redirect to HTTPS would loop. Such an
    /// entry is removed: the client address stays unknown, the scheme of the
    /// same load balancer applies, and older entries of both lists are ignored.
    /// </summary>
    private static void Apply(ForwardedHeadersMiddleware forwarded, HttpContext context)
    {
        forwarded.ApplyForwarders(context);
        var headers = context.Request.Headers;
        if (!headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
            || headers.GetCommaSeparatedValues(ForwardedHeadersDefaults.XForwardedForHeaderName) is not [.., var entry]
            || IPEndPoint.TryParse(entry, out _)
            || headers.GetCommaSeparatedValues(ForwardedHeadersDefaults.XForwardedProtoHeaderName) is not [.., var scheme])
        {
            return;
        }

        headers.Remove(ForwardedHeadersDefaults.XForwardedForHeaderName);
        headers[ForwardedHeadersDefaults.XForwardedProtoHeaderName] = scheme;
        forwarded.ApplyForwarders(context);
    }

    private static ForwardedHeadersOptions CreateOptions(IReadOnlyList<string> knownProxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in knownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        return options;
    }

    private sealed record Reader(PolicySnapshot Snapshot, ForwardedHeadersMiddleware? Forwarded);
}
