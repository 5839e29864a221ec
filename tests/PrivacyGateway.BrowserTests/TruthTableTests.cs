using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

public sealed class TruthTableTests(TruthTableStage stage) : IClassFixture<TruthTableStage>
{
    private static readonly string[] Columns = ["nc", "eid", "one", "fns", "cd", "uc5", "uc7", "uc700", "ui5"];

    public static TheoryData<string> Names => [.. TruthTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_leaves_is_what_the_page_meant(string name)
    {
        var row = TruthTable.Rows.Single(one => one.Name == name);
        var page = new PixelPage(stage.At($"{row.Host}.shop.test")) { Advanced = row.Advanced, CookieMode = row.CookieMode };

        await using var visit = await stage.VisitAsync(page, [.. Secrets.OfTheShop, .. row.Cookies]);
        var (state, hits) = await Walk.ThreeHitsAsync(stage, visit);

        Assert.Equal(row.FirstHit.Split(' ').Order(StringComparer.Ordinal), ColumnsOf(hits[0]));
        if (!row.LeavesAnonymous)
        {
            IdentifiedJudge.Judge(hits);
            Assert.Equal(row.CookieMode == "1", hits.All(hit => hit.Arrived.Target.Contains("&eid=", StringComparison.Ordinal)));
            return;
        }

        var suppressed = row.Host == "unlisted" ? Array.Empty<string>() : ["cd", "uc5", "uc7"];
        new AnonymousJudge("truth table") { Suppressed = suppressed }.Judge(hits, Secrets.Of(state, [.. row.Allowed]));
        Assert.DoesNotContain(state.Cookies, cookie => cookie.Name.StartsWith("wteid_", StringComparison.Ordinal));
    }

    /// <summary>The capture's columns of what the browser itself sent first.</summary>
    private static IEnumerable<string> ColumnsOf(HitPair hit) => hit.Before.Groups
        .SelectMany(group => group)
        .Select(HitText.NameOf)
        .Intersect(Columns, StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
