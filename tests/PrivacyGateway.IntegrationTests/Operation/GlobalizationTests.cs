using PrivacyGateway.IntegrationTests.Stories;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>An environment in which the platform does not fold names, as the plain chiseled images set it.</summary>
public sealed class GlobalizationTests
{
    public static TheoryData<string[]> Verbs => new(
        ["serve", "--config", GatewayCommand.ShippedConfig(), "--urls", "http://127.0.0.1:0"],
        ["validate", GatewayCommand.ShippedConfig()],
        ["demo", "--exit"],
        ["explain", "--config", GatewayCommand.ShippedConfig(), "--url", "https://track.shop.example/1/wt?p=600,home"]);

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Globalization_invariant_mode_is_refused_with_a_remedy(string[] verb)
    {
        var run = await GatewayCommand.RunAsync(verb, new Dictionary<string, string>
        {
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "true",
            ["PrivacyGateway__Admin__Url"] = "http://127.0.0.1:0",
        });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }
}
