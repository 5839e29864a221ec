using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

public sealed class TruthTableTests(TruthTableFixture fixture) : IClassFixture<TruthTableFixture>
{
    private static readonly string[] Columns = ["nc", "eid", "one", "fns", "cd", "uc5", "uc7", "uc700", "ui5"];

    public static TheoryData<string> Names => [.. TruthTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Forwarded_hits_match_the_truth_table_of_page_configurations(string name)
    {
        var row = TruthTable.Rows.Single(one => one.Name == name);
        var page = new PixelPage(fixture.At($"{row.Host}.shop.test")) { Advanced = row.Advanced, CookieMode = row.CookieMode };

        await using var visit = await fixture.VisitAsync(page, [.. Secrets.OfTheShop, .. row.Cookies]);
        var (state, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        Assert.Equal(row.FirstHit.Split(' ').Order(StringComparer.Ordinal), ColumnsOf(hits[0]));
        if (!row.IsForwardedAnonymously)
        {
            IdentifiedJudge.Judge(hits);
            Assert.Equal(row.CookieMode == "1", hits.All(hit => hit.Arrived.Target.Contains("&eid=", StringComparison.Ordinal)));
            return;
        }

        var suppressed = row.Host == "unlisted" ? Array.Empty<string>() : ["cd", "uc5", "uc7"];
        new AnonymousJudge("truth table") { Suppressed = suppressed }.Judge(hits, Secrets.From(state, [.. row.Allowed]));
        Assert.DoesNotContain(state.Cookies, cookie => cookie.Name.StartsWith("wteid_", StringComparison.Ordinal));
    }

    /// <summary>The capture's columns of the browser's own request.</summary>
    private static IEnumerable<string> ColumnsOf(HitPair hit) => hit.Before.Groups
        .SelectMany(group => group)
        .Select(HitText.NameOf)
        .Intersect(Columns, StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
