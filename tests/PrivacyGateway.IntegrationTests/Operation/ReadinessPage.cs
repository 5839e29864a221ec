using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary><c>/readyz</c> as a probe and a person read it.</summary>
internal sealed record ReadinessPage(int Status, JsonNode Json)
{
    public string Configuration => Json["checks"]!["configuration"]!["status"]!.GetValue<string>();

    public string? Problem => Json["checks"]!["configuration"]!["data"]!["problem"]?.GetValue<string>();

    public static async Task<ReadinessPage> ReadAsync(GatewayProcess gateway)
    {
        var response = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/readyz").Bytes());
        return new ReadinessPage(response.Status, JsonNode.Parse(response.Body)!);
    }

    /// <summary>Polls until the condition holds; there is no notification.</summary>
    public static async Task<ReadinessPage> UntilAsync(GatewayProcess gateway, Func<ReadinessPage, bool> isSo)
    {
        ReadinessPage? page = null;
        await Eventually.HoldsAsync(
            async () => isSo(page = await ReadAsync(gateway)), () => $"Readiness stayed as it is: {page?.Json}\n{gateway.Output}");
        return page!;
    }
}
