using System.Globalization;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>
/// The measured hits: a page view as a browser sends it, with and without the anonymous cookie, as a beacon, and a batch.
/// </summary>
internal static class SampleHits
{
    public const string Host = "track.shop.test";

    private const string TrackId = "111111111111111";
    private const string Parameters =
        "p=520,de.shop.produkt.detailseite.17,1,1920x1080,24,1,1731412345017,0,1903x969,0&tz=1&eid=2138123456789012345&sid=3151123456789012345&one=0&fns=0&la=de"
        + "&cg1=Startseite%20Produkte&cg2=Herren%20Schuhe%20Sneaker&cg3=Detailansicht&cp1=desktop&cp2=https%3A%2F%2Fwww.shop.test%2Fherren%2Fschuhe%2Fmodell-17%3Fcolor%3Dblau"
        + "&cd=kunde-100017&uc5=Musterstadt&uc7=m%C3%A4nnlich&ba=SKU-40017-blau-42&co=129.95&qn=1&st=view&eor=1"
        + "&pu=https%3A%2F%2Fwww.shop.test%2Fherren%2Fschuhe%2Fmodell-17%3Fcolor%3Dblau%26utm_source%3Dnewsletter%26utm_campaign%3Dherbst";

    private const string Identity = "wteid_111111111111111=2138123456789012345; wtsid_111111111111111=1; other=x";
    private const string Anonymous = "miCookieOptOut=1; " + Identity;

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["anonymous"] = RawRequest.Build("GET", $"/{TrackId}/wt?{Parameters}", Headers(Anonymous)),
        ["identified"] = RawRequest.Build("GET", $"/{TrackId}/wt?{Parameters}", Headers(Identity)),
        ["beacon"] = Post("wt", Parameters),
        ["batch"] = Post("batch", string.Join('\n', Enumerable.Range(0, 100).Select(Line))),
    };

    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"wt?p=520,de.shop.liste.{number},1,1920x1080,24,1,1731412345{number:000},0,1903x969,0&eid=2138123456789012345&sid=3151123456789012345&cg1=Herren%20Schuhe&cd=kunde-100017&la=de&ba=SKU-{number}");

    private static byte[] Post(string path, string body) => RawRequest.Build(
        "POST", $"/{TrackId}/{path}", [.. Headers(Anonymous), new("Content-Type", "text/plain;charset=UTF-8")],
        Encoding.ASCII.GetBytes(body));

    private static KeyValuePair<string, string>[] Headers(string cookies) =>
    [
        new("Host", Host),
        new("Connection", "keep-alive"),
        new("sec-ch-ua-platform", "\"Windows\""),
        new("User-Agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"),
        new("sec-ch-ua", "\"Google Chrome\";v=\"131\", \"Chromium\";v=\"131\", \"Not_A Brand\";v=\"24\""),
        new("sec-ch-ua-mobile", "?0"),
        new("Accept", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"),
        new("Sec-Fetch-Site", "same-site"),
        new("Sec-Fetch-Mode", "no-cors"),
        new("Sec-Fetch-Dest", "image"),
        new("Referer", "https://www.shop.test/"),
        new("Accept-Encoding", "gzip, deflate, br, zstd"),
        new("Accept-Language", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7"),
        new("Cookie", cookies),
    ];
}
