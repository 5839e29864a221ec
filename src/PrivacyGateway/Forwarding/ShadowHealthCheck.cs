using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Always healthy, because shadow mode is a choice. The details list the policies that do not enforce.</summary>
internal sealed class ShadowHealthCheck(CurrentPolicies snapshot) : IHealthCheck
{
    /// <summary>The key of the policies' names.</summary>
    public const string Policies = "shadowPolicies";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var names = snapshot.Current.Config.Shadows().Select(shadow => shadow.Policy).ToArray();
        return Task.FromResult(names.Length == 0
            ? HealthCheckResult.Healthy("every policy enforces")
            : HealthCheckResult.Healthy(
                $"shadow mode, not enforced: {string.Join(", ", names)}",
                new Dictionary<string, object>(StringComparer.Ordinal) { [Policies] = names }));
    }
}
