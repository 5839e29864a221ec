using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>
/// One instance of each row for cookies, written by hand: a deleted row fails here (see <c>tests/vocabulary-mutation.py</c>).
/// </summary>
public sealed class VocabularyCookieTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "wtstp_eid", "wtstp_eid" }, { "wtstp_sid", "wtstp_sid" }, { "wt3_eid", "wt3_eid" }, { "wt3_sid", "wt3_sid" },
            { "wt_eid", "wt_eid" }, { "wt_sid", "wt_sid" },
        { "wteid_111111111111111", "wteid_*" }, { "wtsid_111111111111111", "wtsid_*" }, { "eid", "eid" }, { "sid", "sid" },
        { "wtstp_rla", "wtstp_*" }, { "wt3_sample", "wt3_*" }, { "wt_mcc_1", "wt_*" },
    };

    public static TheoryData<string> Names => new(Rows.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Vendor_cookie_is_forwarded_with_an_identified_hit(string name, string row)
    {
        var value = name == "sid" ? "1" : "2260000000000000001";
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get("p=1", ("Cookie", $"PHPSESSID=1; {name}={value}")));

        Assert.Contains(new HeaderLine("Cookie", $"{name}={value}"), forwarded.Hit.Headers);
        Assert.DoesNotContain(row, forwarded.Trace.Entries.Select(entry => entry.Name));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Vendor_cookie_is_stripped_from_an_anonymous_hit_and_the_trace_names_its_row(string name, string row)
    {
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get("p=1", ("Cookie", $"miCookieOptOut=1; {name}=4711")));

        Assert.DoesNotContain("Cookie", forwarded.Hit.Headers.Select(header => header.Name));
        Assert.Equal(new Trace.Entry(NameLocation.Cookie, row, RuleNames.AnonymousHitCookie), forwarded.Trace.Entries[^1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vendor_cookie_is_set_in_an_identified_browser_alone(string name)
    {
        var line = $"{name}=4711; Path=/; HttpOnly";

        Assert.Equal([line], SampleResponse.SetCookies(SamplePolicy.Standard, SampleHit.Get("p=1"), line));
        Assert.Empty(SampleResponse.SetCookies(SamplePolicy.Standard, SampleHit.Get("p=1&nc=1"), line));
    }

    [Theory]
    [InlineData("wtstp_eid")]
    [InlineData("wt3_eid")]
    [InlineData("wt_eid")]
    [InlineData("wteid_111111111111111")]
    [InlineData("eid")]
    public void Ever_id_cookie_shows_that_cookies_are_visible(string name)
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
    public void Other_vendor_cookie_does_not_show_that_cookies_are_visible(string name)
    {
        var hit = SampleHit.Get("p=1&eid=4711", ("Sec-Fetch-Site", "same-site"), ("Cookie", $"{name}=4711"));

        Assert.Equal(Stance.Anonymous, SamplePolicy.Standard.Compile().Decide(hit).Stance);
    }

    [Fact]
    public void Every_cookie_row_of_the_vocabulary_is_tested()
    {
        var found = Rows.Select(row => Vocabulary.FindCookie(row.Data.Item1)).OfType<VocabularyEntry>().ToHashSet();

        Assert.Empty(Vocabulary.In(NameLocation.Cookie).Where(row => !found.Contains(row)).Select(row => row.Name));
    }
}
