using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>Spooled hits, and the operations on a spool that most tests need.</summary>
internal static class Hits
{
    public const string Cluster = "track-domain";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>About 900 bytes in the spool.</summary>
    public static RewrittenHit Numbered(int number, int fill = 500) => new(
        "GET",
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"/111111111111111/wt?p=600,page_{number:D6},1,1920x1080,24,1,0,0,0,0&cg1={Fill(number, fill)}&nc=1")),
        [new("Accept", "image/avif,image/webp,*/*"), new(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")],
        Body: null,
        IsAnonymous: true);

    public static Task<bool> SpoolAsync(this IHitSpool spool, RewrittenHit hit, string cluster = Cluster) =>
        spool.TrySpoolAsync(cluster, hit, Cancellation);

    public static Task<IReadOnlyList<SpooledHit>> TakeAsync(this IHitSpool spool, int count = 1000, string cluster = Cluster) =>
        spool.TakeOldestAsync(cluster, count, Cancellation);

    /// <summary>Spools hits with the numbers from 0 on, one after the other.</summary>
    public static async Task SpoolNumberedAsync(this IHitSpool spool, int count, string cluster = Cluster)
    {
        for (var number = 0; number < count; number++)
            Assert.True(await spool.SpoolAsync(Numbered(number), cluster));
    }

    /// <summary>Delivers everything.</summary>
    public static async Task<List<SpooledHit>> DrainAsync(this IHitSpool spool, string cluster = Cluster)
    {
        var all = new List<SpooledHit>();
        while (await spool.TakeAsync(cluster: cluster) is { Count: > 0 } hits)
        {
            all.AddRange(hits);
            await spool.AcknowledgeAsync(hits);
        }

        return all;
    }

    public static IEnumerable<int> Numbers(this IEnumerable<SpooledHit> hits) => hits.Select(hit => Number(hit.Hit));

    public static int Number(RewrittenHit hit) =>
        int.Parse(hit.TargetText.AsSpan(hit.TargetText.IndexOf("page_", StringComparison.Ordinal) + 5, 6), CultureInfo.InvariantCulture);

    /// <summary>Different in every hit, so that one hit's bytes cannot be taken for another's.</summary>
    private static string Fill(int number, int length) =>
        string.Create(length, number, (text, seed) =>
        {
            var state = ((uint)seed * 2654435761u) | 1;
            for (var i = 0; i < text.Length; i++)
            {
                state = (state * 1664525) + 1013904223;
                text[i] = (char)('a' + (state >> 24) % 26);
            }
        });
}
