using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>
/// Drains without losing requests: readiness fails first, load balancers get time to notice, then the listeners close and requests in
/// progress complete. .NET's console lifetime closes the listeners at once.
/// </summary>
internal sealed partial class GracefulLifetime(
    IHostApplicationLifetime application, Readiness readiness, CurrentPolicies snapshot, TimeProvider time,
    ILogger<GracefulLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Handle));

        // Operators send SIGHUP because other servers reload on it; without a handler it would end the process.
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Log.SighupIgnored(logger);
        }));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;

        // After Ctrl+C or a second signal the operator does not want to wait for load balancers.
        var delay = context.Signal == PosixSignal.SIGTERM && !readiness.IsDraining
            ? TimeSpan.FromSeconds(snapshot.Current.Config.Shutdown.DelaySeconds) : TimeSpan.Zero;
        readiness.BeginDrain();
        _ = DrainAsync(delay);
    }

    private async Task DrainAsync(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            Log.Draining(logger, (int)delay.TotalSeconds);
            await Task.Delay(delay, time);
        }

        application.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Told to stop: draining. Readiness fails from now on, the listeners close in {Seconds} s.")]
        public static partial void Draining(ILogger logger, int seconds);

        [LoggerMessage(
            2, LogLevel.Information, "SIGHUP is not needed: the gateway reloads the configuration file when its content changes.")]
        public static partial void SighupIgnored(ILogger logger);
    }
}
