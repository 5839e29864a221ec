using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>Tells once, at the start, of a limit that is lower than what the gateway is configured for, and how much of it is used whenever somebody collects.</summary>
internal sealed partial class DescriptorWatch(DescriptorLimit descriptors, ConnectionLimit connections, SnapshotInForce snapshot, GatewayMetrics metrics, ILogger<DescriptorWatch> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Names that other exporters use for the same.
        metrics.Observe("process.open_fds", null, "File descriptors in use.", () => descriptors.CountOpen() ?? 0);
        metrics.Observe("process.max_fds", null, "File descriptors that the process may have.", () => descriptors.Most ?? long.MaxValue);
        metrics.Observe("gateway.connections.open", "{connection}", "Connections of visitors.", () => connections.Visitors.Taken);
        metrics.Observe("gateway.connections.limit", "{connection}", "Connections of visitors that may be open at once.", () => connections.Visitors.Most);
        return Task.CompletedTask;
    }

    /// <summary>The server has its options now.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (descriptors.Most is not { } most)
            return Task.CompletedTask;
        if (connections.Visitors.Most > descriptors.Pairs)
            Log.MoreThanBorne(logger, connections.Visitors.Most, most, descriptors.Pairs, DescriptorLimit.For(connections.Visitors.Most));
        else if (connections.Visitors.Most == descriptors.Pairs || snapshot.Current.Config.Limits.ConcurrentRequests > descriptors.Pairs)
            Log.Low(logger, most, connections.Visitors.Most, Math.Min(descriptors.Pairs, snapshot.Current.Config.Limits.ConcurrentRequests), DescriptorLimit.For(Math.Max(KestrelLimits.Connections, snapshot.Current.Config.Limits.ConcurrentRequests)));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The process may open {Descriptors} files and sockets at once (RLIMIT_NOFILE), so {Connections} connections and {Requests} requests at once are served, and further ones refused. For the defaults, raise the limit to {Needed}: LimitNOFILE= in systemd, ulimits.nofile in a container, ulimit -n in a shell.")]
        public static partial void Low(ILogger logger, long descriptors, long connections, long requests, long needed);

        [LoggerMessage(2, LogLevel.Warning, "$.Kestrel.Limits.MaxConcurrentConnections is {Connections}, but the process may open only {Descriptors} files and sockets at once (RLIMIT_NOFILE), enough for {Borne} connections: a flood can use them up and end the process. Raise the limit to {Needed}, or take the key out.")]
        public static partial void MoreThanBorne(ILogger logger, long connections, long descriptors, long borne, long needed);
    }
}
