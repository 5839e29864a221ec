using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Consent;

/// <summary>The samples of docs/consent.md, read from the page: what it shows is what is tested.</summary>
internal static class ConsentSamples
{
    public static SignalsConfig Didomi => Of("didomi");

    public static SignalsConfig TrustCommander => Of("trustcommander");

    public static SignalsConfig Shopware => Of("shopware");

    public static SignalsConfig Denying { get; } = new()
    {
        Cookies = new Dictionary<string, CookieMatchConfig>(StringComparer.Ordinal) { ["own"] = new("tracking", CookieDecoding.Url, "^no ", ConsentMeaning.Denied) },
    };

    /// <summary>Every block of JSON on the page.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Read("docs/consent.md").Split("```json\n").Skip(1).Select(rest => rest.Split("\n```")[0])];

    private static SignalsConfig Of(string name)
    {
        var sample = All.Single(block => block.Contains($"\"{name}\": {{", StringComparison.Ordinal));
        using var json = JsonDocument.Parse($"{{{sample}}}");
        return ConfigSample.LoadPolicy(ConfigSample.With($"{ConfigSample.Policy}.signals", json.RootElement.GetProperty("signals").GetRawText())).Signals;
    }
}
