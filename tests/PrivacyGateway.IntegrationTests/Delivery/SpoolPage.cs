using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>The number of spooled hits on the health page.</summary>
internal static class SpoolPage
{
    public static async Task<long> SpooledAsync(this GatewayProcess gateway) =>
        (await ReadinessPage.ReadAsync(gateway)).Json["checks"]!["spool"]!["data"]!["rows"]!.GetValue<long>();
}
