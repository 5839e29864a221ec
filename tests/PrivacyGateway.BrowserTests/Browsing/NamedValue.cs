namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A header line as the browser's own tools show it.</summary>
public sealed record NamedValue(string Name, string Value);
