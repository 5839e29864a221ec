using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>Warns at start if the descriptor limit is lower than the configuration needs, and registers gauges for its use.</summary>
internal sealed partial class DescriptorWatch(DescriptorLimit descriptors, ConnectionLimit connections, CurrentPolicies snapshot,
    GatewayMetrics metrics, ILogger<DescriptorWatch> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The names that Prometheus client libraries use.
        metrics.Observe("process.open_fds", null, "File descriptors in use.", () => descriptors.CountOpen() ?? 0);
        metrics.Observe("process.max_fds", null, "File descriptors that the process may have.", () => descriptors.Max ?? long.MaxValue);
        metrics.Observe("gateway.connections.open", "{connection}", "Connections of visitors.", () => connections.Visitors.InUse);
        metrics.Observe("gateway.connections.limit", "{connection}", "Connections of visitors that may be open at once.",
            () => connections.Visitors.Limit);
        return Task.CompletedTask;
    }

    /// <summary>Runs here because Kestrel's options are complete only after start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (descriptors.Max is not { } most)
            return Task.CompletedTask;
        if (connections.Visitors.Limit > descriptors.SupportedConnections)
            Log.ConnectionsExceedDescriptors(logger, connections.Visitors.Limit, most, descriptors.SupportedConnections,
                DescriptorLimit.RequiredFor(connections.Visitors.Limit));
        else if (connections.Visitors.Limit == descriptors.SupportedConnections
            || snapshot.Current.Config.Limits.ConcurrentRequests > descriptors.SupportedConnections)
            Log.DescriptorsLow(logger, most, connections.Visitors.Limit,
                Math.Min(descriptors.SupportedConnections, snapshot.Current.Config.Limits.ConcurrentRequests),
                DescriptorLimit.RequiredFor(Math.Max(KestrelLimits.Connections, snapshot.Current.Config.Limits.ConcurrentRequests)));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "The process may open {Descriptors} files and sockets at once (RLIMIT_NOFILE), so the gateway serves {Connections} connections "
                + "and {Requests} requests at once and refuses further ones. For the defaults, raise the limit to {Needed}: LimitNOFILE= "
                + "in systemd, ulimits.nofile in a container, ulimit -n in a shell.")]
        public static partial void DescriptorsLow(ILogger logger, long descriptors, long connections, long requests, long needed);

        [LoggerMessage(2, LogLevel.Warning,
            "$.Kestrel.Limits.MaxConcurrentConnections is {Connections}, but the process may open only {Descriptors} files and sockets at "
                + "once (RLIMIT_NOFILE), enough for {Supported} connections: a flood can use them up and end the process. Raise the limit "
                + "to {Needed}, or remove the key.")]
        public static partial void ConnectionsExceedDescriptors(
            ILogger logger, long connections, long descriptors, long supported, long needed);
    }
}
