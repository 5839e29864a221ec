using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Follows the configuration file by its content, whatever way it is replaced: file events miss symbolic links that are swapped, as Kubernetes
/// does it. A new content is checked whole, then swapped whole; a wrong one changes nothing.
/// </summary>
internal sealed partial class ConfigReload(
    ConfigFileInForce file,
    ProxyRoutesProvider routes,
    SnapshotInForce snapshot,
    CertificateStore certificates,
    TrackDomains trackDomains,
    LiveRouting routing,
    GatewayMetrics metrics,
    TimeProvider time,
    ILogger<ConfigReload> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How soon a refused content is looked at again: what was wrong may be a file that it names, such as a certificate.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    private CheckedConfig _inForce = file.First;
    private volatile ConfigStatus _status = new(time.GetUtcNow());

    /// <summary>Whether what runs is what the file says.</summary>
    public ConfigStatus Status => _status;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe("gateway.config.stale", null, "1 if the configuration file says something else than what is in force, because it cannot be used.", () => _status.IsStale ? 1 : 0);
        metrics.Observe("gateway.config.age", "s", "How long the configuration has been in force.", () => (time.GetUtcNow() - _status.AppliedAt).TotalSeconds);
        if (file.Path is not { } path)
            return;

        try
        {
            await FollowAsync(path, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway is stopping.
        }
    }

    private async Task FollowAsync(string path, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (judged, seen, judgedAt) = ((string?)_inForce.Text, (string?)_inForce.Text, time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A content counts once it has stood still for an interval: a file that is being written is no mistake.
            var text = ConfigLoader.Read(path);
            var stands = text == seen;
            seen = text;
            var isRefused = _status.IsStale && time.GetElapsedTime(judgedAt) >= Again;
            if (!stands || (text == judged && !isRefused))
                continue;

            (judged, judgedAt) = (text, time.GetTimestamp());
            await TakeAsync(path, text);
        }
    }

    /// <summary>Brings a new content of the file into force, or refuses it; one call at a time. <see cref="Status"/> says which.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Null if it could not be read.</param>
    internal async Task TakeAsync(string path, string? text)
    {
        if (text == _inForce.Text)
        {
            _status = _status with { Problem = null };
            Log.AsBefore(logger, path);
            return;
        }

        try
        {
            var (config, problems) = await ConfigLoader.LoadAsync(path, text, file.Environment, FileCheck.Warns);
            if (config is null)
                Refuse(path, string.Join(" | ", problems.Errors));
            else
                await ApplyAsync(path, config, problems);
        }
        catch (Exception exception)
        {
            // Whatever it is, it must neither end the process nor go unheard.
            Refuse(path, exception.Message);
        }
    }

    private async Task ApplyAsync(string path, CheckedConfig config, ConfigProblems problems)
    {
        var policies = new PolicySnapshot(config.Gateway);
        var generation = await routes.ApplyAsync(config.Routes, policies);
        if (await routing.FindFailureAsync(config.Hits, generation) is { } failure)
        {
            await routes.ApplyAsync(_inForce.Routes, snapshot.Current);
            Refuse(path, $"the routing could not be changed: {failure}. Restart the gateway to bring the file into force.");
            return;
        }

        routing.Expect(config.Hits);
        snapshot.Replace(policies);
        certificates.Use(config.Gateway.Kestrel);
        trackDomains.KeepOnly(config.Routes.Clusters.Select(static cluster => cluster.ClusterId));
        var waiting = RestartOnly.Changed(file.First, config);
        _inForce = config;
        _status = new ConfigStatus(time.GetUtcNow());

        Log.Applied(logger, path, config.Gateway.Routes.Count, config.Gateway.Policies.Count);
        foreach (var warning in problems.Warnings)
            Log.Warned(logger, path, warning);
        foreach (var key in waiting)
            Log.NeedsRestart(logger, path, key);
    }

    private void Refuse(string path, string problem)
    {
        var isNew = _status.Problem != problem;
        _status = _status with { Problem = problem };
        if (isNew)
            Log.Refused(logger, path, problem);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{File}: reloaded; routes: {Routes}, policies: {Policies}.")]
        public static partial void Applied(ILogger logger, string file, int routes, int policies);

        [LoggerMessage(2, LogLevel.Error, "{File}: not reloaded, the last good configuration stays in force: {Problem}")]
        public static partial void Refused(ILogger logger, string file, string problem);

        [LoggerMessage(3, LogLevel.Information, "{File}: the configuration in force is back.")]
        public static partial void AsBefore(ILogger logger, string file);

        [LoggerMessage(4, LogLevel.Warning, "{File}: {Warning}")]
        public static partial void Warned(ILogger logger, string file, ConfigProblem warning);

        [LoggerMessage(5, LogLevel.Warning, "{File}: {Key} has changed and takes effect after a restart.")]
        public static partial void NeedsRestart(ILogger logger, string file, string key);
    }
}
