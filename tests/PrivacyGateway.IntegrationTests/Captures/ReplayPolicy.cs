namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>A policy of the replay, chosen on the wire by its host, and where its decisions stand in the table.</summary>
internal sealed record ReplayPolicy(string Name, string Host, Func<ExpectedCapture.ExpectedDecisions, string> Decision)
{
    public static IReadOnlyList<ReplayPolicy> All { get; } =
    [
        new("opt-out", "optout.shop.test", decisions => decisions.OptOut),
        new("opt-in", "optin.shop.test", decisions => decisions.OptIn),
        new("disabled", "disabled.shop.test", decisions => decisions.Disabled),
    ];

    public static string ConfigFor(string trackDomain) => $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "optout":   { "ClusterId": "track", "Match": { "Hosts": ["optout.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "optout" } },
              "optin":    { "ClusterId": "track", "Match": { "Hosts": ["optin.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "optin" } },
              "disabled": { "ClusterId": "track", "Match": { "Hosts": ["disabled.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "disabled" } }
            },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
          },
          "PrivacyGateway": {
            "Policies": {
              "optout":   { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": false, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" },
              "optin":    { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": true, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" },
              "disabled": { "userIdentification": { "enableAnonymousFunction": false, "suppressParameter": ["cd", "uc5", "uc7"] }, "clientAddress": "full" }
            }
          }
        }
        """;
}
