using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Tests.Cli.Explaining;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Inspection;

public sealed class HitViewsTests
{
    private const string Query = "p=600,home&eid=2260000000000000777&cd=4711&nick=x";

    [Fact]
    public async Task A_view_names_the_decision_every_vote_and_the_cookies_it_rests_on()
    {
        var view = HitViews.Create(await Explained.ExplainAsync(Explained.Url, "Cookie: miCookieOptOut=1"));

        Assert.Equal(("anonymous", "anonymous-cookie"), (view.Verdict, view.DecidedBy));
        Assert.StartsWith("You are anonymous, because the anonymous cookie is set", view.Because, StringComparison.Ordinal);
        Assert.Contains(view.Votes, static vote => vote.Signal == "opt-out-cookie");
        Assert.Equal(
            [("webtrekkOptOut", null), ("miCookieOptOut", "1")], view.Consents.Select(static consent => (consent.Cookie, consent.Value)));
        Assert.Empty(view.Hints);
        Assert.All(view.Checks, static check => Assert.True(check.IsMet, $"{check.Claim}: {check.Evidence}"));
        Assert.Contains(view.Lines, static line => line is { Sign: '-', Line: var text } && text.Contains(
            "eid=2260000000000000777", StringComparison.Ordinal));
        Assert.Contains(
            view.Lines, static line => line is { Sign: '+', Line: var text } && text.Contains("nc=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_of_an_identified_hit_says_why_and_what_may_keep_the_cookie_away()
    {
        var view = HitViews.Create(await Explained.ExplainAsync(Explained.Url, "Cookie: wteid_111111111111111=4711"));

        Assert.StartsWith("You are identified, because ", view.Because, StringComparison.Ordinal);
        Assert.Contains(view.Hints, static hint => hint.StartsWith("miCookieOptOut was not sent.", StringComparison.Ordinal));
        Assert.Equal(
            ["miCookieOptOut is set to 1", "No user-identifiable cookie is stored", "The request includes nc=1", "The request omits eid",
                "Configured parameters (cd, uc5) are not sent"],
            view.Checks.Where(static check => !check.IsMet).Select(static check => check.Claim));
    }

    [Fact]
    public async Task The_previews_cookie_is_in_no_view()
    {
        var policy = (await Explained.ExplainAsync(Explained.Url)).Policy!;
        var hit = SampleHit.Get(Query, ("Cookie", $"{PreviewCookie.Name}=SECRET"), ("User-Agent", "x"));

        var view = HitViews.Create(hit, "track", policy, policy.Rewrite(hit), Explained.Host);

        Assert.DoesNotContain(view.Lines, static line => line.Line.Contains("SECRET", StringComparison.Ordinal) || line.Line.Contains(
            "__Host", StringComparison.Ordinal));
        Assert.Contains(view.Lines, static line => line.Line.Contains("User-Agent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_body_is_counted_and_not_shown()
    {
        var policy = (await Explained.ExplainAsync(Explained.Url)).Policy!;
        var body = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"wt?{Query}\n", 2000)));
        var hit = SampleHit.Get(Query) with { Method = "POST", Kind = HitKind.Batch, Body = body };

        var view = HitViews.Create(hit, "track", policy, policy.Rewrite(hit), Explained.Host);

        Assert.Contains($"{body.Length} bytes", Assert.Single(view.Notes), StringComparison.Ordinal);
        Assert.InRange(view.Characters, 1, 20_000);
    }
}
