namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A cookie in the browser; to set one beforehand, name, value and <paramref name="HttpOnly"/> are enough.</summary>
public sealed record BrowserCookie(string Name, string Value, bool HttpOnly = false, double Expires = -1, string Domain = ".shop.test");
