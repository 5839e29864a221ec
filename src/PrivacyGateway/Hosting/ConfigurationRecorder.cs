using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>Records the current configuration in the ledger's history, at start and after each reload.</summary>
internal sealed class ConfigurationRecorder(CurrentPolicies snapshot, ConfigurationHistory history, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        snapshot.Replaced += OnReplaced;
        Add();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        snapshot.Replaced -= OnReplaced;
        return Task.CompletedTask;
    }

    private void OnReplaced(object? sender, EventArgs arguments) => Add();

    private void Add()
    {
        var config = snapshot.Current.Config;
        history.Add(
            time.GetUtcNow(),
            new Totals.ConfigurationRow(config.Hash, BuildInfo.Version, BuildInfo.Revision),
            [.. config.Routes.Where(static route => route.Policy != RouteConfig.NoPolicy)
                .OrderBy(static route => route.Id, StringComparer.Ordinal).Select(route => Mode(route, config.Policies[route.Policy]))]);
    }

    private static ConfigurationUse.RouteMode Mode(RouteConfig route, PolicyConfig policy) =>
        new(route.Id, route.Policy, policy.Level == PolicyLevel.Strict ? "strict" : "standard", policy.Enforce);
}
