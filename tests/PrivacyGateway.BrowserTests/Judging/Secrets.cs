using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The values that distinguish one visitor from another; the judge searches for them in every forwarded byte.</summary>
internal static class Secrets
{
    public const string ShopSession = "shop-session-5f1c9b";

    public const string FashionUser = "dressipi-user-1";

    public static readonly string[] CustomerData = [PixelPage.CustomerNumber, "User cat 5", "User cat 7"];

    /// <summary>The cookies that a visitor of the shop already has, tracking or not.</summary>
    public static readonly BrowserCookie[] OfTheShop = [new("shop_session", ShopSession, HttpOnly: true), new("drsp", FashionUser)];

    /// <summary>Fixed ones, every cookie that the browser holds by now, and every ever id that it has sent.</summary>
    /// <param name="state">The browser's side.</param>
    /// <param name="allowed">The values that the policy forwards knowingly.</param>
    public static IReadOnlyList<string> From(VisitState state, params string[] allowed) =>
    [
        .. CustomerData
            .Concat([PixelPage.EmailHash, ShopSession, FashionUser, TrackDomainResponses.ServerEverId, TrackDomainResponses.ServerSession])
            .Concat(state.Cookies.Select(cookie => cookie.Value))
            .Concat(state.Hits.SelectMany(EverIds))
            .Where(value => value.Length >= WireJudge.ShortestValue)
            .Distinct(StringComparer.Ordinal)
            .Except(allowed, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> EverIds(SentRequest hit) => HitText.From(hit.Target, hit.Body).Groups
        .SelectMany(group => group)
        .Where(piece => HitText.NameOf(piece) == "eid")
        .Select(piece => piece["eid=".Length..]);
}
