using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>
/// Leaves in an order that loses nobody: readiness fails first, a balancer gets time to notice, then the listeners close and requests
/// under way end. The platform's own lifetime closes the listeners at once.
/// </summary>
internal sealed partial class GracefulLifetime(
    IHostApplicationLifetime application, Readiness readiness, SnapshotInForce snapshot, TimeProvider time, ILogger<GracefulLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Handle));

        // Other servers read their configuration at it, so somebody will send it; unheard, it would end the process at once.
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Log.FollowsAnyway(logger);
        }));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;

        // Who presses Ctrl+C, or asks twice, does not want to wait for a balancer.
        var delay = context.Signal == PosixSignal.SIGTERM && !readiness.IsLeaving ? TimeSpan.FromSeconds(snapshot.Current.Config.Shutdown.DelaySeconds) : TimeSpan.Zero;
        readiness.Leave();
        _ = LeaveAsync(delay);
    }

    private async Task LeaveAsync(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            Log.Leaving(logger, (int)delay.TotalSeconds);
            await Task.Delay(delay, time);
        }

        application.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Told to stop: readiness fails from now on, the listeners close in {Seconds} s.")]
        public static partial void Leaving(ILogger logger, int seconds);

        [LoggerMessage(2, LogLevel.Information, "SIGHUP is not needed: the configuration file is followed by its content.")]
        public static partial void FollowsAnyway(ILogger logger);
    }
}
