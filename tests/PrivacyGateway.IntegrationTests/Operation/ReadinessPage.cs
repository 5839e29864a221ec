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
        var answer = await RawClient.SendAsync(gateway.AdminPort, Ask.Get("localhost", "/readyz").Bytes());
        return new ReadinessPage(answer.Status, JsonNode.Parse(answer.Body)!);
    }

    /// <summary>Asks until it is so; there is nothing that would tell.</summary>
    public static async Task<ReadinessPage> UntilAsync(GatewayProcess gateway, Func<ReadinessPage, bool> isSo)
    {
        ReadinessPage? page = null;
        await Eventually.HoldsAsync(async () => isSo(page = await ReadAsync(gateway)), () => $"Readiness stayed as it is: {page?.Json}\n{gateway.Output}");
        return page!;
    }
}
