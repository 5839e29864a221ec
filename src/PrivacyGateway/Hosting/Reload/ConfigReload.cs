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
/// Reloads the configuration file when its content changes. It polls, because file events miss swapped symbolic links, as in Kubernetes
/// volumes. New content is validated and applied as a whole; invalid content changes nothing.
/// </summary>
internal sealed partial class ConfigReload(
    CurrentConfigFile file,
    ProxyRoutesProvider routes,
    CurrentPolicies snapshot,
    CertificateStore certificates,
    TrackDomains trackDomains,
    LiveRouting routing,
    GatewayMetrics metrics,
    TimeProvider time,
    ILogger<ConfigReload> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Refused content is validated again after this time: the cause may be a file that it names, such as a certificate.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(15);

    private readonly ConfigHistory _history = new(new ConfigEvent(time.GetUtcNow(), ConfigEventKind.Started, file.First.Gateway.Hash));
    private volatile CheckedConfig _current = file.First;
    private volatile ConfigStatus _status = new(time.GetUtcNow());

    /// <summary>The configuration in use.</summary>
    public CheckedConfig Current => _current;

    /// <summary>The outcomes of the latest contents of the file, newest first.</summary>
    public IReadOnlyList<ConfigEvent> History => _history.Latest;

    /// <summary>Whether the file's configuration is in use.</summary>
    public ConfigStatus Status => _status;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe("gateway.config.stale", null, "1 if the configuration file is invalid and an earlier configuration is in use.",
            () => _status.IsStale ? 1 : 0);
        metrics.Observe("gateway.config.age", "s", "How long the current configuration has been in use.",
            () => (time.GetUtcNow() - _status.AppliedAt).TotalSeconds);
        if (file.Path is not { } path)
            return;

        try
        {
            await FollowAsync(path, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    private async Task FollowAsync(string path, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (handled, lastRead, handledAt) = ((string?)_current.Text, (string?)_current.Text, time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Content counts once two successive reads are equal: a file may be half written.
            var text = ConfigLoader.Read(path);
            var isStable = text == lastRead;
            lastRead = text;
            var isRefused = _status.IsStale && time.GetElapsedTime(handledAt) >= RecheckInterval;
            if (!isStable || (text == handled && !isRefused))
                continue;

            (handled, handledAt) = (text, time.GetTimestamp());
            await ReloadAsync(path, text);
        }
    }

    /// <summary>
    /// Applies new content of the file, or refuses it; <see cref="Status"/> tells which. The caller must not run two calls at once.
    /// </summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Null if the file could not be read.</param>
    internal async Task ReloadAsync(string path, string? text)
    {
        if (text == _current.Text)
        {
            _status = _status with { Problem = null };
            _history.Add(new ConfigEvent(time.GetUtcNow(), ConfigEventKind.Restored, _current.Gateway.Hash));
            Log.Restored(logger, path);
            return;
        }

        try
        {
            var (config, problems) = await ConfigLoader.LoadAsync(path, text, file.Environment, FileCheck.Warn);
            if (config is null)
                Refuse(path, string.Join(" | ", problems.Errors));
            else
                await ApplyAsync(path, config, problems);
        }
        catch (Exception exception)
        {
            // An unexpected error must neither end the process nor go unreported.
            Refuse(path, exception.Message);
        }
    }

    private async Task ApplyAsync(string path, CheckedConfig config, ConfigProblems problems)
    {
        var policies = new PolicySnapshot(config.Gateway);
        var generation = await routes.ApplyAsync(config.Routes, policies);
        if (await routing.FindFailureAsync(config.Hits, generation) is { } failure)
        {
            await routes.ApplyAsync(_current.Routes, snapshot.Current);
            Refuse(path, $"the routing could not be changed: {failure}. Restart the gateway to apply the file.");
            return;
        }

        routing.Expect(config.Hits);
        snapshot.Replace(policies);
        certificates.Apply(config.Gateway.Kestrel);
        trackDomains.RemoveExcept(config.Routes.Clusters.Select(static cluster => cluster.ClusterId));
        var restartKeys = RestartOnly.FindChanged(file.First, config);
        _current = config;
        _status = new ConfigStatus(time.GetUtcNow()) { NeedingRestart = [.. restartKeys] };
        _history.Add(new ConfigEvent(_status.AppliedAt, ConfigEventKind.Applied, config.Gateway.Hash));

        Log.Applied(logger, path, config.Gateway.Routes.Count, config.Gateway.Policies.Count);
        foreach (var warning in problems.Warnings)
            Log.Warned(logger, path, warning);
        foreach (var key in restartKeys)
            Log.NeedsRestart(logger, path, key);
    }

    private void Refuse(string path, string problem)
    {
        var isNew = _status.Problem != problem;
        _status = _status with { Problem = problem };
        if (!isNew)
            return;
        _history.Add(new ConfigEvent(time.GetUtcNow(), ConfigEventKind.Refused, Problem: problem));
        Log.Refused(logger, path, problem);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{File}: reloaded; routes: {Routes}, policies: {Policies}.")]
        public static partial void Applied(ILogger logger, string file, int routes, int policies);

        [LoggerMessage(2, LogLevel.Error, "{File}: not reloaded, the last valid configuration stays in use: {Problem}")]
        public static partial void Refused(ILogger logger, string file, string problem);

        [LoggerMessage(3, LogLevel.Information, "{File}: the file matches the configuration in use again.")]
        public static partial void Restored(ILogger logger, string file);

        [LoggerMessage(4, LogLevel.Warning, "{File}: {Warning}")]
        public static partial void Warned(ILogger logger, string file, ConfigProblem warning);

        [LoggerMessage(5, LogLevel.Warning, "{File}: {Key} has changed and takes effect after a restart.")]
        public static partial void NeedsRestart(ILogger logger, string file, string key);
    }

    /// <summary>Whether the file's configuration is in use. Immutable; replaced as a whole.</summary>
    /// <param name="AppliedAt">When the configuration in use was applied.</param>
    /// <param name="Problem">Why the file's content is not in use; null if it is.</param>
    internal sealed record ConfigStatus(DateTimeOffset AppliedAt, string? Problem = null)
    {
        /// <summary>Keys that have changed since the start and take effect after a restart.</summary>
        public IReadOnlyList<string> NeedingRestart { get; init; } = [];

        public bool IsStale => Problem is not null;
    }
}
