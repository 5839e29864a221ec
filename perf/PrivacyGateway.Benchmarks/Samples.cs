using System.Globalization;
using System.Net;
using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Benchmarks;

/// <summary>Hits as the pixel sends them, in the requested size.</summary>
internal static class Samples
{
    private const string Pairs =
        "p=520,de.shop.produkt,1,1920x1080,24,1,1731412345000,0,1903x969,0&tz=1&eid=2100038123456789012&sid=3100051123456789012&la=de"
        + "&cg1=Startseite%20Produkte&cp2=https%3A%2F%2Fwww.shop.example%2Fmodell%3Fcolor%3Dblau%26size%3D42&cd=kunde-100001%40example.test"
        + "&uc5=Musterstadt%20am%20See&ba=SKU-40001-blau-42&co=129.95&qn=1&st=view&cs820=kampagne_herbst_2025&nc_x=unveraendert";

    private static readonly string[] Suppressed = ["cd", "uc5", "uc7"];

    public static ParameterRules StandardRules { get; } = LevelRules.Standard.Compile(
        new ParameterChoices { Suppressed = Suppressed, KeepsTemporarySession = true });

    public static ParameterRules StrictRules { get; } = LevelRules.Strict.Compile(
        new ParameterChoices { Suppressed = Suppressed, KeepsTemporarySession = true });

    public static Policy Policy(PolicyLevel level = PolicyLevel.Standard) => PolicyCompiler.Compile("benchmark", new PolicyConfig
    {
        UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true, SuppressParameter = Suppressed },
        Level = level,
    });

    /// <summary>The same parameters repeatedly, up to the size.</summary>
    public static byte[] Query(int bytes)
    {
        var query = new StringBuilder(Pairs);
        while (query.Length < bytes)
            query.Append('&').Append(Pairs);
        return Encoding.Latin1.GetBytes(query.ToString(0, bytes));
    }

    public static byte[] Batch(int lines)
    {
        var body = new StringBuilder();
        for (var line = 0; line < lines; line++)
            body.Append(CultureInfo.InvariantCulture,
                $"wt?p=520,de.shop.liste.{line},1,1920x1080,24,1,1731412345000,0,1903x969,0&eid=2100038123456789012&cg1=Herren%20Schuhe&cd=kunde-1&la=de\n");
        return Encoding.Latin1.GetBytes(body.ToString());
    }

    public static Hit Get(int bytes, string cookies)
    {
        var target = HitTarget.Parse($"/111111111111111/wt?{Encoding.Latin1.GetString(Query(bytes))}");
        return new Hit(
            "GET", Dialect.Classify(target.Path), target, Headers(cookies), ReadOnlyMemory<byte>.Empty, IPAddress.Parse("203.0.113.77"));
    }

    private static HeaderLine[] Headers(string cookies) =>
    [
        new("Host", "track.shop.example"),
        new("Connection", "keep-alive"),
        new("sec-ch-ua-platform", "\"Windows\""),
        new("User-Agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"),
        new("Accept", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"),
        new("Sec-Fetch-Site", "same-site"),
        new("Sec-Fetch-Mode", "no-cors"),
        new("Sec-Fetch-Dest", "image"),
        new("Referer", "https://www.shop.example/"),
        new("Accept-Encoding", "gzip, deflate, br, zstd"),
        new("Accept-Language", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7"),
        new("Cookie", $"{cookies}wteid_111111111111111=2100038123456789012; wtsid_111111111111111=1; other=x"),
    ];
}
