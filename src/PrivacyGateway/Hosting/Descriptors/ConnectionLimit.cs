using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Closes connections beyond what the process's file descriptors bear: without one left, accepting spins, files cannot be opened, and the runtime may
/// end the process. Visitors and the admin listener have slots of their own, so that a flood of the one does not silence the probes of the other.
/// </summary>
internal sealed class ConnectionLimit(DescriptorLimit descriptors, AdminListener admin, GatewayMetrics metrics)
{
    /// <summary>Probes, scrapes, and a person or two.</summary>
    private const int AdminConnections = 128;

    private readonly ConnectionSlots _admin = new() { Most = AdminConnections };

    /// <summary>Of the public listeners.</summary>
    public ConnectionSlots Visitors { get; } = new();

    /// <summary>Takes over the limit that Kestrel would apply to each address alone.</summary>
    public void Use(KestrelServerOptions kestrel)
    {
        Visitors.Most = kestrel.Limits.MaxConcurrentConnections ?? long.MaxValue;
        kestrel.Limits.MaxConcurrentConnections = null;
    }

    /// <summary>The default of <c>Kestrel.Limits.MaxConcurrentConnections</c>.</summary>
    public long Default => Math.Min(KestrelLimits.Connections, descriptors.Pairs);

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var slots = connection.LocalEndPoint is IPEndPoint local && local.Port == admin.Port ? _admin : Visitors;
        if (!slots.TryTake())
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
