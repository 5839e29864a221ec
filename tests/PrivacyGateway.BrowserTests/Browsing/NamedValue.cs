namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A header as the browser's developer tools show it.</summary>
public sealed record NamedValue(string Name, string Value);
