using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// The visitor's address and scheme where a known balancer tells them, read by the platform's own middleware. That one takes its settings once;
/// here each configuration has one of its own, so that a reload changes them.
/// </summary>
internal sealed class VisitorAddressMiddleware(RequestDelegate next, SnapshotInForce snapshot, ILoggerFactory loggers)
{
    private volatile Reader? _reader;

    public Task InvokeAsync(HttpContext context)
    {
        var current = snapshot.Current;
        var reader = _reader;
        if (reader?.Snapshot != current)
            _reader = reader = new Reader(current, current.Config.KnownProxies.Count == 0 ? null : new ForwardedHeadersMiddleware(next, loggers, Options.Create(Of(current.Config.KnownProxies))));

        reader.Forwarded?.ApplyForwarders(context);
        return next(context);
    }

    private static ForwardedHeadersOptions Of(IReadOnlyList<string> knownProxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
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
