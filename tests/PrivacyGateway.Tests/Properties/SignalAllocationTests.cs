using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Consent;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Properties;

/// <summary>The memory that the signals cost a hit. Bytes are counted, not seconds: they are the same on every machine.</summary>
public sealed class SignalAllocationTests(ITestOutputHelper output)
{
    private const string Query =
        "p=600,shop.home,1,1280x720,24,1,1795455233698,0,1280x720,0&eid=2179545530796798248&one=1&fns=1&la=en&cd=user5684798169&uc5=a&uc7=b&cg1=shop&cp1=pp1"
        + "&pu=https%3A%2F%2Fwww.shop.example%2Fhome%3Futm%3D1&eor=1";

    private const string Cookies =
        "wtstp_eid=2179545530796798248; wtstp_rla=111111111111111%2C5%2C1795455233698; PHPSESSID=abcdef; "
        + "OptanonAlertBoxClosed=2026-11-01T10:00:00.000Z; "
        + "OptanonConsent=isGpcEnabled=0&datestamp=x&version=6.33.0&groups=C0001%3A1%2CC0002%3A1; "
        + "CookieConsent={stamp:%27aB1==%27%2Cnecessary:true%2Cstatistics:true%2Cver:1}; sw_MappIntelligence=1; "
        + "TC_PRIVACY=0%40032%7C13%7C1665%402%2C3%401%401701350442246%40; "
        + "didomi_token=eyJwdXJwb3NlcyI6eyJlbmFibGVkIjpbImFuYWx5dGljcyJdfSwidXBkYXRlZCI6IjIwMjYtMTEtMjVUMDg6MDA6MDAuMDAwWiJ9; euconsent-v2=";

    [Theory]
    [InlineData("identified", "")]
    [InlineData("anonymous", "; miCookieOptOut=1")]
    public void All_signals_together_allocate_at_most_five_percent_more(string decision, string anonymousCookie)
    {
        var all = new SignalsConfig
        {
            GlobalPrivacyControl = true,
            DoNotTrack = true,
            Tcf = new TcfConfig { Vendor = 402 },
            OneTrust = ["C0001", "C0002"],
            Cookiebot = ["statistics"],
            Cookies = new[] { ConsentSamples.Didomi, ConsentSamples.TrustCommander, ConsentSamples.Shopware }.SelectMany(one => one.Cookies)
                .ToDictionary(StringComparer.Ordinal),
        };
        var hit = SampleHit.Get(
            Query,
            ("Accept", "image/avif,image/webp,*/*;q=0.8"), ("Accept-Language", "en-US,en;q=0.9"),
            ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0"),
            ("Sec-Fetch-Site", "same-site"), ("Referer", "https://www.shop.example/"),
            ("Cookie", $"{Cookies}{TcText.Write()}{anonymousCookie}"));

        var without = (SamplePolicy.Standard with { CookieDomain = "shop.example" }).Compile();
        var with = (SamplePolicy.Standard with { CookieDomain = "shop.example", Signals = all }).Compile();
        Assert.Equal(decision, without.Decide(hit).Stance.ToString().ToLowerInvariant());
        Assert.Equal(decision, with.Decide(hit).Stance.ToString().ToLowerInvariant());

        // The JIT removes allocations as it optimizes in the background, which
        // takes long on a busy machine: the two take turns until it has.
        var (before, after) = (long.MaxValue, long.MaxValue);
        for (var turn = 0; turn < 20 || (turn < 2000 && after > before * 105 / 100); turn++)
        {
            (before, after) = (Math.Min(before, BytesAHit(without, hit)), Math.Min(after, BytesAHit(with, hit)));
            Thread.Sleep(10);
        }

        var figures = string.Create(CultureInfo.InvariantCulture,
            $"{decision} hit: {before} bytes allocated without, {after} with all signals ({100.0 * (after - before) / before:+0.0;-0.0} %)");
        output.WriteLine(figures);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, $"signals-{decision}-figures.txt"), figures + "\n");
        Assert.InRange(after, 0, before * 105 / 100);
    }

    private static long BytesAHit(Policy policy, Hit hit)
    {
        const int Rounds = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            policy.Rewrite(hit);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
