using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class DialectTests
{
    [Theory]
    [InlineData("/111111111111111/wt", "Tracking")]
    [InlineData("/111111111111111/wtl58knvm", "Tracking")]
    [InlineData("/111111111111111/wt7rtu1hr8i1e", "Tracking")]
    [InlineData("/111111111111111/wt_-9", "Tracking")]
    [InlineData("/111111111111111/wt.pl", "Tracking")]
    [InlineData("/111111111111111/hm", "Tracking")]
    [InlineData("/111111111111111/hm.pl", "Tracking")]
    [InlineData("/111111111111111,222222222222222/wt", "Tracking")]
    [InlineData("/111111111111111,222222222222222,333333333333333/batch", "Batch")]
    [InlineData("/111111111111111/batch", "Batch")]
    [InlineData("/111111111111111/optout", "OptOut")]
    [InlineData("/111111111111111/optout.php", "OptOut")]
    [InlineData("/111111111111111/cc", "CookieControl")]
    [InlineData("/111111111111111/cdb", "CrossDevice")]
    [InlineData("/111111111111111/cdb.pl", "CrossDevice")]
    public void Pixel_path_is_classified_by_its_kind(string path, string kind) =>
        Assert.Equal(kind, Dialect.Classify(Encoding.Latin1.GetBytes(path)).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/robots.txt")]
    [InlineData("/favicon.ico")]
    [InlineData("/wt")]
    [InlineData("/111111111111111")]
    [InlineData("/111111111111111/")]
    [InlineData("111111111111111/wt")]
    [InlineData("//111111111111111/wt")]
    [InlineData("/111111111111111,222222222222222,333333333333333,444444444444444,555555555555555/wt")]
    [InlineData("/11111111111111/wt")]
    [InlineData("/1111111111111111/wt")]
    [InlineData("/11111111111111a/wt")]
    [InlineData("/111111111111111,/wt")]
    [InlineData("/,111111111111111/wt")]
    [InlineData("/111111111111111,22222222222222/wt")]
    [InlineData("/111111111111111;222222222222222/wt")]
    [InlineData("/111111111111111%2C222222222222222/wt")]
    [InlineData("/111111111111111/WT")]
    [InlineData("/111111111111111/wtABC")]
    [InlineData("/111111111111111/wt/")]
    [InlineData("/111111111111111/wt/x")]
    [InlineData("/111111111111111/wt.js")]
    [InlineData("/111111111111111/wt.pl.pl")]
    [InlineData("/111111111111111/w%74")]
    [InlineData("/111111111111111/wt;x")]
    [InlineData("/111111111111111/../wt")]
    [InlineData("/111111111111111/Batch")]
    [InlineData("/111111111111111/batch/")]
    [InlineData("/111111111111111/batches")]
    [InlineData("/111111111111111/optout.html")]
    [InlineData("/111111111111111/cc.pl")]
    [InlineData("/111111111111111/hmx")]
    [InlineData("/111111111111111/fbc")]
    [InlineData("/js/latest/smart-pixel.min.js")]
    [InlineData("/x/111111111111111/wt")]
    public void Other_path_is_unknown(string path) => Assert.Equal(HitKind.Unknown, Dialect.Classify(Encoding.Latin1.GetBytes(path)));

    [Theory]
    [InlineData("/111111111111111/wt7rtu1hr8i1e", "/111111111111111/wt")]
    [InlineData("/111111111111111,222222222222222/wt_a-b", "/111111111111111,222222222222222/wt")]
    [InlineData("/111111111111111/wt", "/111111111111111/wt")]
    [InlineData("/111111111111111/wt.pl", "/111111111111111/wt.pl")]
    [InlineData("/111111111111111/batch", "/111111111111111/batch")]
    public void Random_letters_behind_wt_are_stripped_from_an_anonymous_path(string path, string expected) =>
        Assert.Equal(expected, Encoding.Latin1.GetString(Dialect.StripSuffix(Encoding.Latin1.GetBytes(path))));

    [Theory]
    [InlineData(4, "Tracking")]
    [InlineData(5, "Unknown")]
    [InlineData(40, "Unknown")]
    public void List_of_more_than_four_track_ids_is_not_a_tracking_path(int count, string kind) =>
        Assert.Equal(kind,
            Dialect.Classify(Encoding.Latin1.GetBytes($"/{string.Join(',', Enumerable.Repeat("111111111111111", count))}/wt")).ToString());
}
