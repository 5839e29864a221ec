using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>Logs which policies are in shadow mode: at start, after each reload, and every hour as a reminder.</summary>
internal sealed partial class ShadowReminder(CurrentPolicies snapshot, TimeProvider time, ILogger<ShadowReminder> logger)
    : IHostedService, IDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        snapshot.Replaced += OnReplaced;
        Remind();
        _timer = time.CreateTimer(_ => Remind(), null, Period, Period);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        snapshot.Replaced -= OnReplaced;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void OnReplaced(object? sender, EventArgs arguments) => Remind();

    private void Remind()
    {
        foreach (var (policy, hosts) in snapshot.Current.Config.Shadows())
            Log.DoesNotEnforce(logger, policy, hosts);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "Policy \"{Policy}\" does not enforce (shadow mode): anonymous visitors of {Hosts} are forwarded as identified.")]
        public static partial void DoesNotEnforce(ILogger logger, string policy, string hosts);
    }
}
