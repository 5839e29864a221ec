using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Consent;

/// <summary>The samples of docs/consent.md, read from the page: the documented text is the tested one.</summary>
internal static class ConsentSamples
{
    public static SignalsConfig Didomi => Read("didomi");

    public static SignalsConfig TrustCommander => Read("trustcommander");

    public static SignalsConfig Shopware => Read("shopware");

    public static SignalsConfig Denying { get; } = new()
    {
        Cookies = new Dictionary<string, CookieMatchConfig>(StringComparer.Ordinal)
        {
            ["own"] = new() { Cookie = "tracking", Decode = CookieDecoding.Url, Match = "^no ", Means = ConsentMeaning.Denied }
        },
    };

    /// <summary>Every block of JSON on the page.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Read("docs/consent.md").Split("```json\n").Skip(1).Select(rest => rest.Split("\n```")[0])];

    /// <param name="name">The signal's name on the page.</param>
    public static SignalsConfig Read(string name)
    {
        var sample = All.Single(block => block.Contains($"\"{name}\": {{", StringComparison.Ordinal));
        using var json = JsonDocument.Parse($"{{{sample}}}");
        return ConfigSample.LoadPolicy(ConfigSample.With(
            $"{ConfigSample.Policy}.signals", json.RootElement.GetProperty("signals").GetRawText())).Signals;
    }
}
