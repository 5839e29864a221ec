using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Demo;

/// <summary>The specification's own example in all its situations. (Chapter 3.)</summary>
internal static class DemoSituations
{
    private const string Target =
        "/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pf=112&cs802=2048&cs801=38203f3e203e&fns=1"
        + "&eid=2179545526366131190&one=1&cd=user5684798169&uc5=User%20cat%205&uc7=User%20cat%207"
        + "&pu=https%3A%2F%2Fwww.shop.example%2Fhome%3Futm_source%3Dnews%26wtstp_eid%3D2179545526366131190&la=en";

    private const string PixelCookies = "wtstp_eid=2179545526366131190; wtstp_sid=1; session=the-shops-own";

    public static IReadOnlyList<(string Title, string Host, TypedRequest Request)> All { get; } =
    [
        ("feature off", "off.localhost", Request(PixelCookies)),
        ("identified by default, no anonymous cookie", "opt-out.localhost", Request(PixelCookies)),
        ("identified by default, after setAnonymousCookie()", "opt-out.localhost", Request($"{PixelCookies}; miCookieOptOut=1")),
        ("anonymous by default, no consent yet", "opt-in.localhost", Request(PixelCookies)),
        ("anonymous by default, after consent", "opt-in.localhost", Request($"{PixelCookies}; miCookieOptOut=1")),
    ];

    private static TypedRequest Request(string cookies) => new(
        "GET",
        Target,
        [
            new HeaderLine("User-Agent", "Mozilla/5.0"),
            new HeaderLine("Accept", "image/*"),
            new HeaderLine("Referer", "https://www.shop.example/"),
            new HeaderLine("Sec-Fetch-Site", "same-site"),
            new HeaderLine("Cookie", cookies),
        ],
        []);
}
