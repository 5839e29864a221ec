namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>The browser's side of a visit so far.</summary>
public sealed record VisitState(
    IReadOnlyList<SentRequest> Sent,
    IReadOnlyList<BrowserCookie> Cookies,
    IReadOnlyDictionary<string, string> Storage,
    IReadOnlyList<string> Errors)
{
    public IReadOnlyList<SentRequest> Hits => [.. Sent.Where(one => one.IsHit)];

    public string? CookieValue(string name) => Cookies.FirstOrDefault(cookie => cookie.Name == name)?.Value;
}
