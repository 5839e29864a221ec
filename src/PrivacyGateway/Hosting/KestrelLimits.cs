using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Hosting;

/// <summary>What one client may ask of the server. The <c>Kestrel:Limits</c> section of the configuration has the last word.</summary>
internal static class KestrelLimits
{
    /// <summary>The pixel cuts its address at 30,720 characters; Kestrel's default of 8 KB answers 414 to genuine traffic. (Protocol §1.2.)</summary>
    private const int RequestLineBytes = 40 * 1024;

    private const int RequestHeaderBytes = 64 * 1024;

    /// <summary>Where the file descriptors suffice (docs/container.md).</summary>
    public const int Connections = 20_000;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <param name="kestrel">The server.</param>
    /// <param name="guard">Goes around each connection, or null for none.</param>
    public static void Set(KestrelServerOptions kestrel, Func<ConnectionDelegate, ConnectionDelegate>? guard = null)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = RequestHeaderBytes;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestLineBytes;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;

        // A pixel never upgrades.
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;

        // The policy's limit holds instead: it depends on the route.
        kestrel.Limits.MaxRequestBodySize = null;

        // Each value is decoded anew, or the watch would miss those that equal the request's before.
        kestrel.DisableStringReuse = true;
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            if (guard is not null)
                listen.Use(guard);
            listen.Use(static next => async connection =>
            {
                AuthorityWatch.Begin();
                await next(connection);
            });
        });

        // One character a byte in both directions, so that what passes, passes unchanged.
        kestrel.RequestHeaderEncodingSelector = AuthorityWatch.EncodingFor;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
    }

    /// <summary>Writes into a configuration the limits that are in force under it.</summary>
    public static void Describe(JsonObject root)
    {
        if (root["Kestrel"] is not JsonObject section)
            root["Kestrel"] = section = [];
        var kestrel = new KestrelServerOptions();
        Set(kestrel);
        if (section["Limits"] is JsonObject written)
            PlatformObject.Set(written, "$.Kestrel.Limits", kestrel.Limits, new ConfigProblems());
        section["Limits"] = PlatformObject.Describe(kestrel.Limits, KestrelReader.LimitKeys);
    }
}
