namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>Values that were once accepted without an effect, as an operator meets them on the command line.</summary>
public sealed class UselessConfigurationTests
{
    [Theory]
    [InlineData("müller.example")]
    [InlineData("xn--mller-kva.example")]
    public async Task International_cookie_domain_is_valid_in_both_forms(string domain)
    {
        var run = await GatewayCommand.RunWithAsync(Config("track.müller.example", $"\"cookieDomain\": \"{domain}\""), "validate", "FILE");

        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [InlineData("statistic", "Did you mean \"statistics\"?")]
    [InlineData("Statistics", "Did you mean \"statistics\"?")]
    [InlineData("analytics", "Write one of necessary, preferences, statistics, marketing")]
    public async Task Unknown_Cookiebot_category_is_an_error_that_suggests_the_nearest_one(string category, string remedy)
    {
        var run = await GatewayCommand.RunWithAsync(OptIn(category), "validate", "FILE");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("$.PrivacyGateway.Policies.default.signals.cookiebot[0]", run.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_who_grants_a_Cookiebot_category_is_identified()
    {
        var run = await GatewayCommand.RunWithAsync(
            OptIn("statistics"),
            "explain", "--config", "FILE", "--url", "https://track.shop.example/111111111111111/wt?p=600,home",
            "--cookie", "CookieConsent={stamp:%27a==%27%2Cnecessary:true%2Cstatistics:true%2Cver:1}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("identified", run.Output.Split('\n')
            .First(line => line.Contains("decision", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_variable_for_an_unknown_cluster_is_named()
    {
        const string Variable = "ReverseProxy__Clusters__track-domain__Destinations__primary__Address";
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-");
        try
        {
            var file = Path.Combine(folder.FullName, "proxy.json");
            await File.WriteAllTextAsync(
                file, Config("track.shop.example", "\"level\": \"standard\""), TestContext.Current.CancellationToken);

            var run = await GatewayCommand.RunAsync(
                ["validate", file], new Dictionary<string, string> { [Variable] = "https://vendor.example/" });

            Assert.Equal(0, run.ExitCode);
            Assert.Contains($"{Variable} adds \"track-domain\", which is not in the file. Name one of those in the file (td)", run.Error,
                StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string OptIn(string category) => Config(
        "track.shop.example", $"\"signals\": {{ \"cookiebot\": [\"{category}\"], \"platformsMay\": \"standInForCookie\" }}",
        "\"anonymousOptIn\": true, ");

    private static string Config(string host, string policy, string user = "") => $$"""
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "td", "Match": { "Hosts": ["{{host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "td": { "Destinations": { "a": { "Address": "http://127.0.0.1:20100/" } } } }
          },
          "PrivacyGateway": {
            "Policies": { "default": { "userIdentification": { "enableAnonymousFunction": true, {{user}}"suppressParameter": ["cd"] }, {{policy}} } }
          }
        }
        """;
}
