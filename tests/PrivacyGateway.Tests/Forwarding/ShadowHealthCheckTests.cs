using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hosting;

namespace PrivacyGateway.Tests.Forwarding;

public sealed class ShadowHealthCheckTests
{
    [Theory]
    [InlineData(false, "soft")]
    [InlineData(true, "")]
    public async Task Shadow_health_check_is_healthy_and_names_the_policies_that_do_not_enforce(bool enforces, string expected)
    {
        var check = new ShadowHealthCheck(new CurrentPolicies(ShadowReminderTests.Snapshot(enforces)));

        var result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal(expected, string.Join(' ', (string[]?)result.Data.GetValueOrDefault(ShadowHealthCheck.Policies) ?? []));
    }
}
