using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary>
/// A judge that never finds anything proves nothing: a gateway that runs
/// a weaker configuration than the judged one is detected, rule by rule.
/// </summary>
public sealed class WeakerPolicyTests
{
    private const string Level = "\"level\": \"strict\"";

    /// <summary>The promised configuration, the running one, and the missing rules.</summary>
    [Theory]
    [InlineData(Level, "\"level\": \"standard\"", "customer", "fingerprint", "unknown", "temporary-session", "nested-url", "level",
        "referrer", "phone-number", "iban", "payment-card", "jwt", "uuid", "ever-id", "ip-address", "page-field")]
    [InlineData("\"suppressParameter\": [\"ck5\"]", "\"suppressParameter\": []", "suppress-parameter")]
    [InlineData("\"clientAddress\": \"none\"", "\"clientAddress\": \"full\"", "client-address")]
    [InlineData("\"optOutCookies\": [\"noTracking\"]", "\"optOutCookies\": [\"other\"]", "opt-out-cookie")]
    [InlineData(
        "\"anonymousCookieName\": \"stop\"", "\"anonymousCookieName\": \"other\"",
        "identity", "contact", "click-id", "personal-name", "email-address", "marker", "client-address", "anonymous-hit-cookie",
        "header-not-listed", "set-cookie-not-listed", "not-forwarded", "path", "level", "unreadable")]
    public async Task Weaker_policy_than_the_judged_one_is_a_leak_that_names_each_rule(
        string promised, string running, params string[] rules)
    {
        var (judged, weaker) = (await LoadAsync(promised), await LoadAsync(running));

        var results = await new ProofRun(judged, DateTimeOffset.UnixEpoch, static (_, _) => { }, weaker)
            .RunAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var report = Proof.CreateReport(judged, results, new ProveOptions { Config = "proxy.json", At = DateTimeOffset.UnixEpoch });

        Assert.False(report.IsPassed);
        Assert.Equal(rules.Order(StringComparer.Ordinal), report.Subjects.SelectMany(static subject => subject.Leaks)
            .Select(static leak => leak.Rule!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        foreach (var rule in rules)
            Assert.Contains(
                Findings.All(report), finding => finding.EndsWith($"The rule {rule} should have stripped it.", StringComparison.Ordinal));
    }

    private static async Task<CheckedConfig> LoadAsync(string key)
    {
        var user = key.Contains("suppress", StringComparison.Ordinal) || key.Contains("CookieName", StringComparison.Ordinal)
            ? $", {key}" : "";
        var policy = user.Length > 0 ? "" : $", {key}";
        var json = $$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["track.shop.example"] }, "Metadata": { "PrivacyPolicy": "shop" } } },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "https://track-domain.example/" } } } }
              },
              "PrivacyGateway": { "Policies": { "shop": { "userIdentification": { "enableAnonymousFunction": true{{user}} }{{policy}} } } }
            }
            """;
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", new FileText(json), new Dictionary<string, string>(), FileCheck.Skip);
        return config ?? throw new InvalidOperationException(problems.Errors[0].Message);
    }
}
