using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The requirements for a hit with consent: target and body byte for byte, and of the cookies only the analytics ones.</summary>
internal static class IdentifiedJudge
{
    private static readonly string[] Analytics = ["wtstp_", "wt3_", "wt_", "wteid_", "wtsid_"];

    public static void Judge(IReadOnlyList<HitPair> hits)
    {
        Assert.NotEmpty(hits);
        foreach (var hit in hits)
        {
            Assert.Equal(hit.Sent.Method, hit.Arrived.Method);
            Assert.Equal(hit.Sent.Target, hit.Arrived.Target);
            Assert.Equal(hit.Sent.Body, Encoding.Latin1.GetString(hit.Arrived.Body));
            Assert.Equal(AnalyticsCookies(hit.Sent.Cookie), Cookies(string.Join("; ", hit.Arrived.HeaderValues("Cookie"))));
            Assert.Empty(WireJudge.Search(hit.Arrived.Raw, [Secrets.ShopSession]));
        }
    }

    private static List<string> AnalyticsCookies(string header) =>
        [.. Cookies(header).Where(cookie => Analytics.Any(start => cookie.StartsWith(start, StringComparison.Ordinal)))];

    private static List<string> Cookies(string header) =>
        [.. header.Split("; ", StringSplitOptions.RemoveEmptyEntries)];
}
