using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary><c>validate</c> as an operator runs it.</summary>
public sealed class ValidateTests
{
    private static readonly string Good = WireHosts.Config("https://track-domain.example/", "https://track-domain.example/");

    [Fact]
    public async Task Shipped_configuration_is_valid()
    {
        var run = await GatewayCommand.RunAsync("validate", GatewayCommand.ShippedConfig());

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("error", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Specifications_misspelling_is_an_error_with_location_and_remedy()
    {
        var run = await GatewayCommand.RunWithAsync(
            Good.Replace("\"anonymousOptIn\": true }", "\"anononymousOptIn\": true }", StringComparison.Ordinal), "validate", "FILE");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("userIdentification.anononymousOptIn", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"anonymousOptIn\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("proxy.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_reports_all_five_mistakes_of_a_file()
    {
        var run = await GatewayCommand.RunWithAsync(
            """
            {
              "ReverseProxy": {
                "Routes": {
                  "a": { "ClusterId": "track", "Match": { "Hosts": ["a.test"] } },
                  "b": { "ClusterId": "track", "Match": { "Hosts": ["b.test"] }, "Metadata": { "PrivacyPolicy": "defualt" } }
                },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "http://track-domain.example/" } } } }
              },
              "PrivacyGateway": {
                "Policies": {
                  "default": { "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": "cd" }, "levle": "strict" }
                }
              }
            }
            """,
            "validate",
            "FILE");

        Assert.NotEqual(0, run.ExitCode);
        foreach (var place in new[]
        {
            "$.ReverseProxy.Routes.a.Metadata.PrivacyPolicy",
            "$.ReverseProxy.Routes.b.Metadata.PrivacyPolicy",
            "$.ReverseProxy.Clusters.track.Destinations.primary.Address",
            "$.PrivacyGateway.Policies.default.userIdentification.suppressParameter",
            "$.PrivacyGateway.Policies.default.levle",
        })
            Assert.Contains(place, run.Error, StringComparison.Ordinal);
        Assert.Contains("5 errors.", run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "no file", "", "proxy.json" },
        { "not JSON", "{ \"ReverseProxy\": ", "proxy.json" },
        { "a list", "[]", "proxy.json" },
        { "no enableAnonymousFunction", Good.Replace(
            "\"enableAnonymousFunction\": false", "\"anonymousOptIn\": false", StringComparison.Ordinal), "enableAnonymousFunction" },
        { "p suppressed", Good.Replace("\"uc7\"", "\"P\"", StringComparison.Ordinal), "suppressParameter[2]" },
        { "nc suppressed", Good.Replace("\"uc7\"", "\"nc\"", StringComparison.Ordinal), "suppressParameter[2]" },
        { "an unknown section", Good.Replace("\"PrivacyGateway\":", "\"Privacy\": {}, \"PrivacyGateway\":", StringComparison.Ordinal),
            "$.Privacy" },
        { "an unknown level", Good.Replace("\"strict\"", "\"stricter\"", StringComparison.Ordinal), "level" },
        { "an empty cookie name", Good.Replace("\"anonymousOptIn\": true", "\"anonymousCookieName\": \"\"", StringComparison.Ordinal),
            "anonymousCookieName" },
        { "a self-call", WireHosts.Config("https://off.shop.test/", "https://track-domain.example/"), "off.shop.test" },
        { "a host served twice", Good.Replace(
            $"\"Hosts\": [\"{WireHosts.Off}\"]", $"\"Hosts\": [\"{WireHosts.OptIn}\"]", StringComparison.Ordinal), "Match" },
        { "transforms", Good.Replace("\"ClusterId\": \"broken\",",
            "\"ClusterId\": \"broken\", \"Transforms\": [ { \"PathPrefix\": \"/x\" } ],", StringComparison.Ordinal), "Transforms" },
        { "an invalid known proxy", Good.Replace("\"PrivacyGateway\": {", "\"PrivacyGateway\": { \"KnownProxies\": [\"balancer\"],",
            StringComparison.Ordinal), "KnownProxies[0]" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Validate_reports_a_mistake_with_its_location(string description, string config, string place)
    {
        var run = await GatewayCommand.RunWithAsync(config, "validate", "FILE");

        Assert.True(run.ExitCode != 0, description);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_refuses_what_validate_refuses()
    {
        var run = await GatewayCommand.RunWithAsync(
            Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal), "serve", "--config", "FILE");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("levle", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_variable_overrides_the_file_and_is_validated_like_it()
    {
        var run = await GatewayCommand.RunAsync(
            ["validate", GatewayCommand.ShippedConfig()],
            new Dictionary<string, string> { ["PrivacyGateway__Policies__default__level"] = "stricter" });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("$.PrivacyGateway.Policies.default.level", run.Error, StringComparison.Ordinal);
    }
}
