namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>A policy of the replay, selected by its host, and the location of its decisions in the table.</summary>
internal sealed record ReplayPolicy(string Name, string Host, Func<ExpectedCapture.ExpectedDecisions, string> Decision)
{
    public static IReadOnlyList<ReplayPolicy> All { get; } =
    [
        new("opt-out", "optout.shop.test", decisions => decisions.OptOut),
        new("opt-in", "optin.shop.test", decisions => decisions.OptIn),
        new("disabled", "disabled.shop.test", decisions => decisions.Disabled),
        new("strict", "strict.shop.test", decisions => decisions.OptOut),
    ];

    public static string ConfigFor(string trackDomain) => $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "optout":   { "ClusterId": "track", "Match": { "Hosts": ["optout.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "optout" } },
              "optin":    { "ClusterId": "track", "Match": { "Hosts": ["optin.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "optin" } },
              "disabled": { "ClusterId": "track", "Match": { "Hosts": ["disabled.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "disabled" } },
              "strict":   { "ClusterId": "track", "Match": { "Hosts": ["strict.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "strict" } }
            },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
          },
          "PrivacyGateway": {
            "Policies": {
              "optout":   { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": false, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" },
              "optin":    { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": true, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" },
              "disabled": { "userIdentification": { "enableAnonymousFunction": false, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" },
              "strict":   { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": false }, "level": "strict" }
            }
          }
        }
        """;
}
