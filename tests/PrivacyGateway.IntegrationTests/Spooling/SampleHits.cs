using System.Globalization;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.IntegrationTests.Spooling;

internal static class SampleHits
{
    public const string Cluster = "track-domain";

    private static readonly string Fill = new('x', 620);

    /// <summary>About 900 bytes in the spool.</summary>
    /// <param name="number">Found again in its target.</param>
    /// <param name="large">About 20 KB: more than one page.</param>
    public static RewrittenHit Numbered(int number, bool large = false) => new(
        "GET",
        Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"/111111111111111/wt?p=600,page_{number:D8},1,1920x1080,24,1,0,0,0,0&cg1={Fill}&nc=1")),
        [new("Accept", "image/avif,image/webp,*/*"), new(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")],
        large ? Encoding.ASCII.GetBytes(new string('b', 20_000)) : default(ReadOnlyMemory<byte>?),
        IsAnonymous: true);

    public static int NumberOf(RewrittenHit hit) =>
        int.Parse(hit.TargetText.AsSpan(hit.TargetText.IndexOf("page_", StringComparison.Ordinal) + 5, 8), CultureInfo.InvariantCulture);
}
