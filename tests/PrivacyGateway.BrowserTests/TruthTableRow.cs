using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests;

/// <summary>A row of protocol.md, section 2.2.</summary>
public sealed record TruthTableRow(string Name, string Host, string Advanced, string FirstHit)
{
    /// <summary>The anonymous cookie's value; null: there is none.</summary>
    public string? Cookie { get; init; }

    public string CookieMode { get; init; } = "1";

    /// <summary>What has to leave, by the policy behind <see cref="Host"/>.</summary>
    public bool LeavesAnonymous { get; init; }

    /// <summary>Values that this row's policy lets through knowingly.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    public IReadOnlyList<BrowserCookie> Cookies => Cookie is null ? [] : [new BrowserCookie("miCookieOptOut", Cookie)];

    public override string ToString() => Name;
}
