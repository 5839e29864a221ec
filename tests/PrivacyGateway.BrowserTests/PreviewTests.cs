using System.Text.Json.Nodes;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// The preview in a real browser: from the link on the state page to its end, wide, narrow, magnified, in the dark, in forced colours.
/// </summary>
public sealed class PreviewTests(PreviewTests.Fixture fixture) : IClassFixture<PreviewTests.Fixture>
{
    [Fact]
    public async Task Preview_shows_the_hits_of_its_own_browser_with_reasons_and_without_a_violation()
    {
        var check = await PreviewCheck.RunAsync($"http://127.0.0.1:{fixture.AdminPort}/", fixture.At(OptOutFixture.Host));

        Assert.StartsWith("You are identified, because", check.Identified, StringComparison.Ordinal);
        Assert.StartsWith("You are anonymous, because the anonymous cookie is set", check.Anonymous, StringComparison.Ordinal);
        Assert.Equal((5, 0, 3), (check.Met.Count, check.NotMet.Count, check.Hits));
        Assert.Contains("first-of-the-tester", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-of-another-browser", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-", check.Text, StringComparison.Ordinal);
        Assert.Equal(410, check.Replayed);
        Assert.True(check.Toggled);
        Assert.Contains("heading \"You are anonymous", check.Tree, StringComparison.Ordinal);
        Assert.Contains("One browser is previewed", check.StateDuring, StringComparison.Ordinal);
        Assert.Empty(check.Cookies);
        Assert.StartsWith("You are", check.Tried, StringComparison.Ordinal);
        Assert.Empty(check.Messages);
        Assert.All(check.Views, static view => Assert.Equal(
            (view.Name, "", false), (view.Name, string.Join('\n', view.Findings), view.IsTooWide)));
        Assert.DoesNotContain(fixture.TrackDomain.Requests, static request => System.Text.Encoding.Latin1.GetString(request.Raw)
            .Contains("__Host-", StringComparison.Ordinal));
    }

    public sealed class Fixture(Browser browser) : OptOutFixture(browser)
    {
        protected override JsonObject Operation() => new() { ["Preview"] = new JsonObject { ["enabled"] = true } };
    }
}
