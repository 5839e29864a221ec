using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>The gateway's defaults for Kestrel's limits. The <c>Kestrel:Limits</c> section of the configuration overrides them.</summary>
internal static class KestrelLimits
{
    /// <summary>
    /// The pixel cuts its URL at 30,720 characters; with Kestrel's default of 8 KB real hits would get 414. (Protocol §1.2.)
    /// </summary>
    private const int RequestLineBytes = 40 * 1024;

    private const int RequestHeaderBytes = 64 * 1024;

    /// <summary>
    /// On HTTP/2 browsers send a header per cookie, and a sibling host can set 180 cookies:
    /// with Kestrel's 100 each hit of that visitor would get 431. The total size is bounded.
    /// </summary>
    private const int RequestHeaders = 500;

    /// <summary>If the file descriptors suffice (docs/container.md).</summary>
    public const int Connections = 20_000;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <param name="kestrel">The server's options.</param>
    /// <param name="guard">Middleware around each connection, or null for none.</param>
    public static void Apply(KestrelServerOptions kestrel, Func<ConnectionDelegate, ConnectionDelegate>? guard = null)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = RequestHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = RequestHeaders;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestLineBytes;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;

        // A pixel never upgrades.
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;

        // The policy limits the body instead, because the limit depends on the route.
        kestrel.Limits.MaxRequestBodySize = null;

        // Reused strings skip decoding, and AuthorityWatch would miss a value that equals the previous request's.
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

        // Latin-1 in both directions: one character per byte, so that header bytes are forwarded unchanged.
        kestrel.RequestHeaderEncodingSelector = AuthorityWatch.EncodingFor;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
    }

    /// <summary>The gateway's default limits.</summary>
    public static KestrelServerLimits CreateDefaults()
    {
        var kestrel = new KestrelServerOptions();
        Apply(kestrel);
        return kestrel.Limits;
    }

    /// <summary>The effective limits of a configuration.</summary>
    public static KestrelServerLimits Read(IConfiguration configuration)
    {
        var limits = CreateDefaults();
        configuration.GetSection("Kestrel:Limits").Bind(limits);
        return limits;
    }

    /// <summary>Writes the effective limits into a configuration.</summary>
    public static void WriteEffective(JsonObject root)
    {
        if (root["Kestrel"] is not JsonObject section)
            root["Kestrel"] = section = [];
        var limits = CreateDefaults();
        if (section["Limits"] is JsonObject configured)
            PlatformObject.Set(configured, "$.Kestrel.Limits", limits, new ConfigProblems());
        section["Limits"] = PlatformObject.ToJson(limits, KestrelReader.LimitKeys);
    }
}
