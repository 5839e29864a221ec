using System.Text.Json.Nodes;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests.Schema;

/// <summary>config/proxy.schema.json, validated by ajv: editors rely on it, so it must not accept what the gateway refuses.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Schema_accepts_every_configuration_in_the_repository()
    {
        var files = ConfigurationFiles.All();
        Assert.Contains(SchemaCheck.Sample, files);

        var check = await SchemaCheck.OfAsync(files);

        Assert.True(check.ExitCode == 0, check.Output);
    }

    [Theory]
    [InlineData(Policies.Off)]
    [InlineData(Policies.OptOut)]
    [InlineData(Policies.OptIn)]
    [InlineData(Policies.NothingSuppressed)]
    [InlineData(Policies.Strict)]
    [InlineData(Policies.ThirdParty)]
    [InlineData(Policies.OwnOptOutCookie)]
    public async Task Schema_accepts_the_policies_of_the_browser_tests(string policy)
    {
        var check = await CheckAsync(policies => policies["tested"] = JsonNode.Parse(policy));

        Assert.True(check.ExitCode == 0, check.Output);
    }

    [Theory]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true, "anononymousOptIn": true } }""", "anononymousOptIn")]
    [InlineData("""{ "userIdentification": { } }""", "enableAnonymousFunction")]
    [InlineData("""{ }""", "userIdentification")]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": "cd" } }""", "suppressParameter")]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true, "anonymousCookieName": "" } }""", "anonymousCookieName")]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true }, "level": "lenient" }""", "level")]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true }, "clientAddress": "half" }""", "clientAddress")]
    [InlineData("""{ "userIdentification": { "enableAnonymousFunction": true }, "limits": { "bodyByte": 1 } }""", "bodyByte")]
    public async Task Schema_reports_a_mistake_at_its_location(string policy, string named)
    {
        var check = await CheckAsync(policies => policies["tested"] = JsonNode.Parse(policy));

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("/PrivacyGateway/Policies/tested", check.Output, StringComparison.Ordinal);
        Assert.Contains(named, check.Output, StringComparison.Ordinal);
    }

    /// <summary>The sample with its policies changed, in a separate file.</summary>
    private static async Task<SchemaCheck> CheckAsync(Action<JsonObject> change)
    {
        var config = JsonNode.Parse(await File.ReadAllTextAsync(SchemaCheck.Sample), documentOptions: ConfigurationFiles.Lenient)!;
        change(config["PrivacyGateway"]!["Policies"]!.AsObject());
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-schema-");
        try
        {
            var file = Path.Combine(folder.FullName, "proxy.json");
            await File.WriteAllTextAsync(file, config.ToJsonString());
            return await SchemaCheck.OfAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
