using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>One instance of each row for cookies, written by hand: a deleted row fails here (see <c>tests/vocabulary-mutation.py</c>).</summary>
public sealed class VocabularyCookieTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "wtstp_eid", "wtstp_eid" }, { "wtstp_sid", "wtstp_sid" }, { "wt3_eid", "wt3_eid" }, { "wt3_sid", "wt3_sid" }, { "wt_eid", "wt_eid" }, { "wt_sid", "wt_sid" },
        { "wteid_111111111111111", "wteid_*" }, { "wtsid_111111111111111", "wtsid_*" }, { "eid", "eid" }, { "sid", "sid" },
        { "wtstp_rla", "wtstp_*" }, { "wt3_sample", "wt3_*" }, { "wt_mcc_1", "wt_*" },
    };

    public static TheoryData<string> Names => new(Rows.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_vendors_cookie_goes_upstream_with_an_identified_hit(string name, string row)
    {
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get("p=1", ("Cookie", $"PHPSESSID=1; {name}=4711")));

        Assert.Contains(new HeaderLine("Cookie", $"{name}=4711"), forwarded.Hit.Headers);
        Assert.DoesNotContain(row, forwarded.Trace.Entries.Select(entry => entry.Name));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_vendors_cookie_stays_behind_with_an_anonymous_hit_and_the_trace_names_its_row(string name, string row)
    {
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get("p=1", ("Cookie", $"miCookieOptOut=1; {name}=4711")));

        Assert.DoesNotContain("Cookie", forwarded.Hit.Headers.Select(header => header.Name));
        Assert.Equal(new TraceEntry(Place.Cookie, row, RuleNames.AnonymousHitCookie), forwarded.Trace.Entries[^1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vendors_cookie_comes_back_to_an_identified_browser_only(string name)
    {
        var line = $"{name}=4711; Path=/; HttpOnly";

        Assert.Equal([line], SampleAnswer.SetCookies(SamplePolicy.Standard, SampleHit.Get("p=1"), line));
        Assert.Empty(SampleAnswer.SetCookies(SamplePolicy.Standard, SampleHit.Get("p=1&nc=1"), line));
    }

    [Theory]
    [InlineData("wtstp_eid")]
    [InlineData("wt3_eid")]
    [InlineData("wt_eid")]
    [InlineData("wteid_111111111111111")]
    [InlineData("eid")]
    public void The_ever_ids_cookie_shows_that_cookies_arrive(string name)
    {
        var hit = SampleHit.Get("p=1&eid=4711", ("Sec-Fetch-Site", "same-site"), ("Cookie", $"{name}=4711"));

        Assert.Equal(Stance.Identified, SamplePolicy.Standard.Compile().Decide(hit).Stance);
    }

    [Theory]
    [InlineData("wtstp_sid")]
    [InlineData("wt3_sid")]
    [InlineData("wt_sid")]
    [InlineData("wtsid_111111111111111")]
    [InlineData("sid")]
    [InlineData("wtstp_rla")]
    [InlineData("wt3_sample")]
    [InlineData("wt_mcc_1")]
    public void Another_cookie_of_the_vendor_does_not(string name)
    {
        var hit = SampleHit.Get("p=1&eid=4711", ("Sec-Fetch-Site", "same-site"), ("Cookie", $"{name}=4711"));

        Assert.Equal(Stance.Anonymous, SamplePolicy.Standard.Compile().Decide(hit).Stance);
    }

    [Fact]
    public void Every_row_is_exercised_here()
    {
        var found = Rows.Select(row => Vocabulary.FindCookie(row.Data.Item1)).OfType<VocabularyEntry>().ToHashSet();

        Assert.Empty(Vocabulary.In(Place.Cookie).Where(row => !found.Contains(row)).Select(row => row.Name));
    }
}
