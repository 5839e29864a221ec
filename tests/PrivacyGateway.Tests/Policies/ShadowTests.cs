using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

/// <summary>A policy that does not enforce: who is anonymous leaves as identified, unless <c>nc=1</c> or an opt-out cookie spoke.</summary>
public sealed class ShadowTests
{
    private const string Hidden = "p=1&eid=4711&cs800=1";

    private static readonly PolicyConfig Shadow = SamplePolicy.Standard with { Enforce = false };

    /// <summary>Polarity, anonymous by cookie, marker, opt-out cookie, enforced: what becomes of the hit.</summary>
    public static TheoryData<string, bool, bool, bool, bool, string> Table
    {
        get
        {
            var rows = new TheoryData<string, bool, bool, bool, bool, string>();
            foreach (var polarity in new[] { "out", "in", "off" })
            {
                foreach (var row in Enumerable.Range(0, 16))
                {
                    var (isAnonymous, isMarked, hasOptedOut, enforces) = ((row & 1) > 0, (row & 2) > 0, (row & 4) > 0, (row & 8) > 0);
                    var expected = hasOptedOut ? "blocked"
                        : isMarked ? "anonymous"
                        : !isAnonymous || polarity == "off" ? "identified"
                        : enforces ? "anonymous" : "shadow";
                    rows.Add(polarity, isAnonymous, isMarked, hasOptedOut, enforces, expected);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Only_the_marker_and_an_opt_out_cookie_bind_a_policy_that_does_not_enforce(string polarity, bool isAnonymous, bool isMarked, bool hasOptedOut, bool enforces, string expected)
    {
        var config = (polarity switch { "out" => SamplePolicy.Standard, "in" => SamplePolicy.OptIn, _ => SamplePolicy.FunctionOff }) with { Enforce = enforces };
        var anonymousCookie = isAnonymous == (polarity == "in") ? "a=1" : "miCookieOptOut=1";
        var hit = SampleHit.Get(isMarked ? $"{Hidden}&nc=1" : Hidden, ("Cookie", hasOptedOut ? $"{anonymousCookie}; webtrekkOptOut=1" : anonymousCookie));

        var outcome = config.Rewrite(hit);

        Assert.Equal(expected, outcome switch
        {
            AnsweredOutcome => outcome.Decision!.Stance.ToString().ToLowerInvariant(),
            ForwardedOutcome { IsShadow: true, Hit.IsAnonymous: false, Decision.IsAnonymous: true } => "shadow",
            ForwardedOutcome { Hit.IsAnonymous: true, Decision.IsAnonymous: true } => "anonymous",
            ForwardedOutcome { Hit.IsAnonymous: false, Decision.IsAnonymous: false } => "identified",
            _ => $"{outcome}",
        });
        Assert.Equal(expected is "identified" or "shadow", outcome is ForwardedOutcome forwarded && forwarded.Hit.TargetText.Contains("eid=4711", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sec-GPC", "1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Cookie", "a=\u0001")]
    public void Every_other_reason_to_be_anonymous_is_only_noted(string name, string value)
    {
        var config = Shadow with { Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.True(config.Rewrite(SampleHit.Get(Hidden, (name, value))).IsShadow);
    }

    /// <summary>Whichever vote is named as the reason.</summary>
    [Theory]
    [InlineData("p=1&nc=1", "Sec-GPC", "1")]
    [InlineData("p=1&NC=1", "Cookie", "miCookieOptOut=1")]
    [InlineData("p=1&%6ec=1", "Cookie", "miCookieOptOut=1")]
    public void The_marker_binds_beside_any_other_reason(string query, string name, string value)
    {
        var config = Shadow with { Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.True(config.Forward(SampleHit.Get(query, (name, value))).Hit.IsAnonymous);
    }

    [Fact]
    public void One_marked_line_binds_the_whole_batch()
    {
        var hit = SampleHit.Post(SampleHit.BatchPath, "wt?p=1&eid=1\nwt?p=2&nc=1&eid=1", ("Cookie", "miCookieOptOut=1"));

        Assert.False(Shadow.Forward(hit).IsShadow);
        Assert.True(Shadow.Forward(hit).Hit.IsAnonymous);
    }

    [Theory]
    [InlineData("/111111111111111/cc?a=s&c=wteid_1&v=4711")]
    [InlineData("/111111111111111/cdb?eid=4711")]
    public void What_only_deals_in_identities_is_forwarded_and_its_answer_noted(string target)
    {
        var forwarded = Shadow.Forward(SampleHit.Of("GET", target, "", ("Cookie", "miCookieOptOut=1")));

        Assert.Equal(target, forwarded.Hit.TargetText);
        Assert.Equal(OwnAnswer.Gif, Assert.IsType<AnsweredOutcome>(forwarded.Enforced).Answer);
    }

    [Fact]
    public void The_shops_session_stays_here_in_any_mode()
    {
        var forwarded = Shadow.Forward(SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711; PHPSESSID=1")));

        Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway"), new HeaderLine("Cookie", "wtstp_eid=4711"), new HeaderLine("X-WT-IP", "203.0.113.77")], forwarded.Hit.Headers);
    }

    [Theory]
    [InlineData("wt?p=1&eid=4711&cd=1\nwt?p=2&eid=4711", "/111111111111111/batch")]
    [InlineData("p=1&eid=4711&uc700=a", "/111111111111111/wt?eid=1")]
    public void The_trace_tells_what_enforcing_would_withhold(string body, string target)
    {
        var hit = SampleHit.Post(target, body, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711; PHPSESSID=1"), ("Referer", "https://www.shop.test/"));

        var shadow = Shadow.Rewrite(hit);

        Assert.True(shadow.IsShadow);
        Assert.Equal(SamplePolicy.Standard.Rewrite(hit).Trace.Entries, shadow.Trace.Entries);
        Assert.Contains(shadow.Trace.Entries, entry => entry.Name == "eid");
    }

    [Theory]
    [InlineData("BREW", "/111111111111111/wt?p=1", "", 405)]
    [InlineData("POST", "/111111111111111/batch", "application/json", 415)]
    [InlineData("GET", "/unknown", "", 404)]
    public void What_is_not_let_in_is_not_let_in(string method, string target, string type, int status)
    {
        var hit = SampleHit.Of(method, target, type.Length > 0 ? "?p=1" : "", type.Length > 0 ? [("Cookie", "miCookieOptOut=1"), ("Content-Type", type)] : [("Cookie", "miCookieOptOut=1")]);

        Assert.Equal(status, Shadow.Answer(hit).Status);
    }

    /// <summary>Where everybody is identified such a body passes, but the browser of this one asks for privacy, and the body might say nc=1.</summary>
    [Fact]
    public void A_body_that_cannot_be_read_is_refused_where_the_hit_is_anonymous()
    {
        var config = SamplePolicy.FunctionOff with { Enforce = false, Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.Equal(415, config.Answer(SampleHit.Post(SampleHit.BatchPath, "?p=1", ("Content-Encoding", "gzip"), ("Sec-GPC", "1"))).Status);
    }

    [Theory]
    [InlineData("/js/pixel.js")]
    [InlineData("/111111111111111/optout?duration=1800&eid=4711")]
    public void Files_and_the_wish_to_be_left_alone_do_not_depend_on_it(string target)
    {
        var config = Shadow with { StaticPaths = ["/js/"], CookieDomain = "shop.example" };
        var parsed = SampleHit.Of("GET", target, "", ("Cookie", "miCookieOptOut=1; wtstp_eid=4711"));
        var hit = parsed with { Kind = config.Compile().Classify(parsed.Target.Path) };

        var (shadow, enforced) = (config.Forward(hit), (config with { Enforce = true }).Forward(hit));

        Assert.Equal(enforced.Hit.TargetText, shadow.Hit.TargetText);
        Assert.Equal(enforced.Hit.Headers, shadow.Hit.Headers);
        Assert.False(shadow.IsShadow);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void Identity_cookies_are_only_expired_where_the_decision_holds(bool enforces, int expected)
    {
        var policy = (Shadow with { Enforce = enforces, CookieDomain = "shop.example" }).Compile();
        var hit = SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711"));

        Assert.Equal(expected, policy.AnswerCookies(hit, policy.Rewrite(hit)).Count);
    }

    [Fact]
    public void The_answer_passes_as_to_an_identified_browser_and_what_enforcing_would_withhold_is_noted()
    {
        var answer = SampleAnswer.Of(302, ("Set-Cookie", "wteid_1=4711"), ("Set-Cookie", "session=1"), ("Location", "https://elsewhere.test/"));
        var (shadow, off) = (Shadow.Compile(), SamplePolicy.FunctionOff.Compile());
        var hit = SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1"));
        var outcome = shadow.Rewrite(hit);

        var rewritten = shadow.Rewrite(answer, hit, outcome);

        Assert.Equal(off.Rewrite(answer, hit, off.Rewrite(hit)).Headers, rewritten.Headers);
        Assert.Null(rewritten.Own);
        Assert.True(shadow.MaySet("wteid_1=4711", outcome));
        Assert.False(shadow.MaySet("session=1", outcome));
        Assert.Contains(outcome.Trace.Entries, entry => entry is { Place: Place.Cookie, Name: "wteid_*", Rule: RuleNames.SetCookieNotListed });
    }
}
