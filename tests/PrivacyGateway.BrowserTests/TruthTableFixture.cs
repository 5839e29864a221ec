using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>One host for each policy of the truth table.</summary>
public sealed class TruthTableFixture(Browser browser) : BrowserFixture(
    browser,
    ("off.shop.test", Policies.Off),
    ("optout.shop.test", Policies.OptOut),
    ("optin.shop.test", Policies.OptIn),
    ("unlisted.shop.test", Policies.NothingSuppressed));
