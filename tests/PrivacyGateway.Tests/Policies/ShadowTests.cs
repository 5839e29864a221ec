using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

/// <summary>
/// A policy that does not enforce: an anonymous hit is forwarded like an
/// identified one, unless <c>nc=1</c> or an opt-out cookie is present.
/// </summary>
public sealed class ShadowTests
{
    private const string Hidden = "p=1&eid=4711&cs800=1";

    private static readonly PolicyConfig Shadow = SamplePolicy.Standard with { Enforce = false };

    /// <summary>Polarity, anonymous by cookie, marker, opt-out cookie, enforced: the outcome of the hit.</summary>
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
    public void Only_the_marker_and_an_opt_out_cookie_are_enforced_in_shadow_mode(
        string polarity, bool isAnonymous, bool isMarked, bool hasOptedOut, bool enforces, string expected)
    {
        var config = (polarity switch
        {
            "out" => SamplePolicy.Standard,
            "in" => SamplePolicy.OptIn,
            _ => SamplePolicy.FunctionOff
        }) with
        {
            Enforce = enforces,
        };
        var anonymousCookie = isAnonymous == (polarity == "in") ? "a=1" : "miCookieOptOut=1";
        var hit = SampleHit.Get(
            isMarked ? $"{Hidden}&nc=1" : Hidden, ("Cookie", hasOptedOut ? $"{anonymousCookie}; webtrekkOptOut=1" : anonymousCookie));

        var outcome = config.Rewrite(hit);

        Assert.Equal(expected, outcome switch
        {
            LocalResult => outcome.Decision!.Stance.ToString().ToLowerInvariant(),
            ForwardResult { IsShadow: true, Hit.IsAnonymous: false, Decision.IsAnonymous: true } => "shadow",
            ForwardResult { Hit.IsAnonymous: true, Decision.IsAnonymous: true } => "anonymous",
            ForwardResult { Hit.IsAnonymous: false, Decision.IsAnonymous: false } => "identified",
            _ => $"{outcome}",
        });
        Assert.Equal(expected is "identified" or "shadow", outcome is ForwardResult forwarded && forwarded.Hit.TargetText.Contains(
            "eid=4711", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sec-GPC", "1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Cookie", "a=\u0001")]
    public void Other_anonymous_votes_are_only_recorded_in_shadow_mode(string name, string value)
    {
        var config = Shadow with { Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.True(config.Rewrite(SampleHit.Get(Hidden, (name, value))).IsShadow);
    }

    /// <summary>Whichever vote is named as the reason.</summary>
    [Theory]
    [InlineData("p=1&nc=1", "Sec-GPC", "1")]
    [InlineData("p=1&NC=1", "Cookie", "miCookieOptOut=1")]
    [InlineData("p=1&%6ec=1", "Cookie", "miCookieOptOut=1")]
    public void Marker_is_enforced_in_shadow_mode_beside_any_other_vote(string query, string name, string value)
    {
        var config = Shadow with { Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.True(config.Forward(SampleHit.Get(query, (name, value))).Hit.IsAnonymous);
    }

    [Fact]
    public void One_marked_line_is_enforced_for_the_whole_batch_in_shadow_mode()
    {
        var hit = SampleHit.Post(SampleHit.BatchPath, "wt?p=1&eid=1\nwt?p=2&nc=1&eid=1", ("Cookie", "miCookieOptOut=1"));

        Assert.False(Shadow.Forward(hit).IsShadow);
        Assert.True(Shadow.Forward(hit).Hit.IsAnonymous);
    }

    [Theory]
    [InlineData("/111111111111111/cc?a=s&c=wteid_1&v=4711")]
    [InlineData("/111111111111111/cdb?eid=4711")]
    public void Cookie_control_is_forwarded_in_shadow_mode_and_the_enforced_response_recorded(string target)
    {
        var forwarded = Shadow.Forward(SampleHit.Create("GET", target, "", ("Cookie", "miCookieOptOut=1")));

        Assert.Equal(target, forwarded.Hit.TargetText);
        Assert.Equal(LocalResponse.Gif, Assert.IsType<LocalResult>(forwarded.Enforced).Response);
    }

    [Fact]
    public void Shop_session_cookie_is_stripped_in_shadow_mode()
    {
        var forwarded = Shadow.Forward(SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711; PHPSESSID=1")));

        Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway"), new HeaderLine("Cookie", "wtstp_eid=4711"),
            new HeaderLine("X-WT-IP", "203.0.113.77")], forwarded.Hit.Headers);
    }

    [Theory]
    [InlineData("wt?p=1&eid=4711&cd=1\nwt?p=2&eid=4711", "/111111111111111/batch")]
    [InlineData("p=1&eid=4711&uc700=a", "/111111111111111/wt?eid=1")]
    public void Trace_in_shadow_mode_lists_what_enforcement_would_strip(string body, string target)
    {
        var hit = SampleHit.Post(
            target, body, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711; PHPSESSID=1"), ("Referer", "https://www.shop.test/"));

        var shadow = Shadow.Rewrite(hit);

        Assert.True(shadow.IsShadow);
        Assert.Equal(SamplePolicy.Standard.Rewrite(hit).Trace.Entries, shadow.Trace.Entries);
        Assert.Contains(shadow.Trace.Entries, entry => entry.Name == "eid");
    }

    [Theory]
    [InlineData("BREW", "/111111111111111/wt?p=1", "", 405)]
    [InlineData("POST", "/111111111111111/batch", "application/json", 415)]
    [InlineData("GET", "/unknown", "", 404)]
    public void Shadow_mode_refuses_the_same_requests_as_enforcement(string method, string target, string type, int status)
    {
        var hit = SampleHit.Create(method, target, type.Length > 0 ? "?p=1" : "",
            type.Length > 0 ? [("Cookie", "miCookieOptOut=1"), ("Content-Type", type)] : [("Cookie", "miCookieOptOut=1")]);

        Assert.Equal(status, Shadow.Response(hit).Status);
    }

    /// <summary>
    /// With the function off such a body is forwarded, but the browser of this one asks for privacy, and the body might contain nc=1.
    /// </summary>
    [Fact]
    public void Unreadable_body_of_an_anonymous_hit_is_refused_in_shadow_mode()
    {
        var config = SamplePolicy.FunctionOff with { Enforce = false, Signals = new SignalsConfig { GlobalPrivacyControl = true } };

        Assert.Equal(
            415, config.Response(SampleHit.Post(SampleHit.BatchPath, "?p=1", ("Content-Encoding", "gzip"), ("Sec-GPC", "1"))).Status);
    }

    [Theory]
    [InlineData("/js/pixel.js")]
    [InlineData("/111111111111111/optout?duration=1800&eid=4711")]
    public void Static_files_and_opt_out_calls_do_not_depend_on_enforcement(string target)
    {
        var config = Shadow with { StaticPaths = ["/js/"], CookieDomain = "shop.example" };
        var parsed = SampleHit.Create("GET", target, "", ("Cookie", "miCookieOptOut=1; wtstp_eid=4711"));
        var hit = parsed with { Kind = config.Compile().Classify(parsed.Target.Path) };

        var (shadow, enforced) = (config.Forward(hit), (config with { Enforce = true }).Forward(hit));

        Assert.Equal(enforced.Hit.TargetText, shadow.Hit.TargetText);
        Assert.Equal(enforced.Hit.Headers, shadow.Hit.Headers);
        Assert.False(shadow.IsShadow);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void Identity_cookies_are_expired_only_where_the_decision_is_enforced(bool enforces, int expected)
    {
        var policy = (Shadow with { Enforce = enforces, CookieDomain = "shop.example" }).Compile();
        var hit = SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1; wtstp_eid=4711"));

        Assert.Equal(expected, policy.CreateResponseCookies(hit, policy.Rewrite(hit)).Count);
    }

    [Fact]
    public void Response_in_shadow_mode_equals_an_identified_one_and_the_trace_lists_what_enforcement_would_strip()
    {
        var response = SampleResponse.Create(
            302, ("Set-Cookie", "wteid_1=4711"), ("Set-Cookie", "session=1"), ("Location", "https://elsewhere.test/"));
        var (shadow, off) = (Shadow.Compile(), SamplePolicy.FunctionOff.Compile());
        var hit = SampleHit.Get(Hidden, ("Cookie", "miCookieOptOut=1"));
        var outcome = shadow.Rewrite(hit);

        var rewritten = shadow.Rewrite(response, hit, outcome);

        Assert.Equal(off.Rewrite(response, hit, off.Rewrite(hit)).Headers, rewritten.Headers);
        Assert.Null(rewritten.Local);
        Assert.True(shadow.MaySet("wteid_1=4711", hit, outcome, SampleResponse.Now));
        Assert.False(shadow.MaySet("session=1", hit, outcome, SampleResponse.Now));
        Assert.Contains(outcome.Trace.Entries,
            entry => entry is { Location: NameLocation.Cookie, Name: "wteid_*", Rule: RuleNames.SetCookieNotListed });
    }
}
