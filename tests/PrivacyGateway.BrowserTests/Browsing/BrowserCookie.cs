namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A cookie in the browser; to set one beforehand, name, value and <paramref name="HttpOnly"/> are enough.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="HttpOnly">Out of the page's reach.</param>
/// <param name="Expires">In seconds since 1970; -1: with the session.</param>
/// <param name="Domain">The domain it is set for.</param>
public sealed record BrowserCookie(string Name, string Value, bool HttpOnly = false, double Expires = -1, string Domain = ".shop.test");
