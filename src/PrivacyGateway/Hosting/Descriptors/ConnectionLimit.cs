using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Closes connections beyond what the file descriptors support. Once they run out, the accept loop spins, files cannot be opened, and the
/// runtime may end the process. Visitors and the admin listener have separate slots, so that a flood of visitors does not block probes.
/// </summary>
internal sealed class ConnectionLimit(DescriptorLimit descriptors, AdminListener admin, GatewayMetrics metrics)
{
    /// <summary>Enough for probes, scrapes and a few people.</summary>
    private const int AdminConnections = 128;

    private readonly ConnectionSlots _admin = new() { Limit = AdminConnections };

    /// <summary>Slots of the public listeners.</summary>
    public ConnectionSlots Visitors { get; } = new();

    /// <summary>Takes over Kestrel's limit, which Kestrel would apply per endpoint.</summary>
    public void ReplaceKestrelLimit(KestrelServerOptions kestrel)
    {
        Visitors.Limit = kestrel.Limits.MaxConcurrentConnections ?? long.MaxValue;
        kestrel.Limits.MaxConcurrentConnections = null;
    }

    /// <summary>The default of <c>Kestrel.Limits.MaxConcurrentConnections</c>.</summary>
    public long DefaultLimit => Math.Min(KestrelLimits.Connections, descriptors.SupportedConnections);

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var slots = connection.LocalEndPoint is IPEndPoint local && local.Port == admin.Port ? _admin : Visitors;
        if (!slots.TryAcquire())
        {
            metrics.ConnectionRefused();
            connection.Transport.Input.Complete();
            connection.Transport.Output.Complete();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            slots.Release();
        }
    };
}
