using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests;

/// <summary>A row of protocol.md, section 2.2.</summary>
public sealed record TruthTableRow(string Name, string Host, string Advanced, string FirstHit)
{
    /// <summary>The anonymous cookie's value; null if there is no cookie.</summary>
    public string? Cookie { get; init; }

    public string CookieMode { get; init; } = "1";

    /// <summary>The hit that must be forwarded by the policy of <see cref="Host"/>.</summary>
    public bool IsForwardedAnonymously { get; init; }

    /// <summary>Values that this row's policy forwards knowingly.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    public IReadOnlyList<BrowserCookie> Cookies => Cookie is null ? [] : [new BrowserCookie("miCookieOptOut", Cookie)];

    public override string ToString() => Name;
}
