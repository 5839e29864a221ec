using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>
/// One instance of each row for parameters, written by hand: a deleted row fails here (see <c>tests/vocabulary-mutation.py</c>).
/// </summary>
public sealed class VocabularyParameterTests
{
    private const string Lead = "p=600,shop.home,1,1280x720,24,1,1795455263000,0,1280x720,0";

    public static TheoryData<string> Identity => new(
        "eid", "sid", "ceid", "one", "fns", "ui5", "cdb51", "geid", "feid", "fweid", "X-WT-UA", "X-WT-RQ", "X-WT-SEC-CH-UA", "X_WT_UA",
        "X_WT_SEC_CH_UA", "X_WT_EID", "mcp_eid", "wteid_111111111111111", "wtsid_111111111111111", "rn_wteid_111111111111111",
        "wtstp_eid", "wt3_sid",
        "wt_eid", "wt_sid", "wt_t", "wt_cd", "wt_ref", "wt_geid", "wt_feid", "wt_fweid", "wt_cdbeid", "wt_ccdid", "drsp");

    public static TheoryData<string> Contact => new("uc700", "uc701", "uc706", "uc712", "uc713");

    public static TheoryData<string, string> Customer => new()
    {
        { "cd", "cd" }, { "uc5", "uc#" }, { "er1", "er#" }, { "eaj", "eaj" }, { "ecwen", "ecw*" }, { "oi", "oi" }, { "vc1", "vc#" },
            { "xlc2", "xlc#" },
    };

    public static TheoryData<string> Fingerprint => new("np", "tz", "hm_ts");

    public static TheoryData<string> TemporarySession => new("fpv", "fpt");

    public static TheoryData<string> ReferrerNames => new("rf", "referrer", "referer");

    public static TheoryData<string> Content => new(
        "pf", "la", "pu", "ct", "is", "ba", "co", "qn", "st", "plp", "ov", "cr", "mc", "mca", "fn", "ft", "mi", "mk", "mt1", "mt2",
        "bw", "vol",
        "pec", "tb", "rla", "fsn", "eor", "cs802", "ck1", "cp770", "cg1", "cb563", "cc5", "ca1", "ce1", "mut1", "mg1", "duration",
        "redirect");

    [Theory]
    [MemberData(nameof(Identity))]
    [MemberData(nameof(Contact))]
    public void Identifier_is_stripped_at_the_standard_level(string name) =>
        Assert.Equal($"{Lead}&nc=1&la=en", SamplePolicy.Standard.Query($"{Lead}&{name}=4711&nc=1&la=en"));

    [Theory]
    [MemberData(nameof(Identity))]
    [MemberData(nameof(Contact))]
    public void Identifier_inside_a_nested_URL_is_stripped(string name) =>
        Assert.Equal($"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3Fa%3D1", SamplePolicy.Standard.Query(
            $"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3Fa%3D1%26{name}%3D4711"));

    [Theory]
    [MemberData(nameof(Customer))]
    public void Customer_data_is_stripped_at_the_strict_level_by_its_rule(string name, string row)
    {
        var trace = SamplePolicy.Strict.Forward(SampleHit.Get($"{Lead}&nc=1&{name}=4711")).Trace;

        Assert.Contains(new Trace.Entry(NameLocation.Parameter, row, RuleNames.Customer), trace.Entries);
    }

    [Theory]
    [MemberData(nameof(Fingerprint))]
    public void Fingerprint_is_stripped_at_the_strict_level_by_its_rule(string name)
    {
        var trace = SamplePolicy.Strict.Forward(SampleHit.Get($"{Lead}&nc=1&{name}=4711")).Trace;

        Assert.Contains(new Trace.Entry(NameLocation.Parameter, name, RuleNames.Fingerprint), trace.Entries);
    }

    [Theory]
    [InlineData("cd")]
    [InlineData("uc5")]
    [InlineData("er1")]
    [InlineData("eaj")]
    [InlineData("ecwen")]
    [InlineData("oi")]
    [InlineData("vc1")]
    [InlineData("xlc2")]
    [InlineData("np")]
    [InlineData("tz")]
    [InlineData("hm_ts")]
    public void Parameter_that_the_owner_decides_about_is_forwarded_at_the_standard_level_and_not_counted_as_unknown(string name)
    {
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get($"{Lead}&nc=1&{name}=4711"));

        Assert.Equal($"{SampleHit.Path}?{Lead}&nc=1&{name}=4711", forwarded.Hit.TargetText);
        Assert.Equal(0, forwarded.Trace.UnknownParameters);
    }

    [Theory]
    [MemberData(nameof(TemporarySession))]
    public void Temporary_session_is_stripped_under_strict_unless_the_policy_preserves_it(string name)
    {
        var query = $"{Lead}&nc=1&{name}=4711";

        Assert.Equal(query, SamplePolicy.Standard.Query(query));
        Assert.Equal(query, (SamplePolicy.Strict with { TemporarySession = TemporarySessionMode.Keep }).Query(query));
        Assert.Equal($"{Lead}&nc=1", SamplePolicy.Strict.Query(query));
        Assert.Equal($"{Lead}&nc=1", (SamplePolicy.Standard with { TemporarySession = TemporarySessionMode.Drop }).Query(query));
    }

    [Theory]
    [MemberData(nameof(Content))]
    public void Page_event_is_forwarded_even_at_the_strict_level(string name) =>
        Assert.Equal($"{Lead}&nc=1&{name}=4711", SamplePolicy.Strict.Query($"{Lead}&nc=1&{name}=4711"));

    [Fact]
    public void Page_field_is_forwarded_even_at_the_strict_level() =>
        Assert.Equal($"{Lead}&nc=1", SamplePolicy.Strict.Query($"{Lead}&nc=1"));

    [Fact]
    public void Markers_of_the_browser_are_replaced_by_one() =>
        Assert.Equal($"{Lead}&nc=1&la=en", SamplePolicy.Standard.Query($"{Lead}&nc=0&la=en&nc=1&nc"));

    [Fact]
    public void Every_parameter_row_of_the_vocabulary_is_tested()
    {
        string[] names = [.. Identity, .. Contact, .. Customer.Select(row => row.Data.Item1), .. Fingerprint, .. TemporarySession,
            .. ReferrerNames, .. VocabularyUrlNameTests.ClickIds, .. VocabularyUrlNameTests.Personal, .. VocabularyUrlNameTests.Campaigns,
            .. Content, "p", "nc"];

        var found = names.Select(name => Vocabulary.FindParameter(name.ToLowerInvariant())).OfType<VocabularyEntry>().ToHashSet();

        Assert.Empty(Vocabulary.In(NameLocation.Parameter).Where(row => !found.Contains(row)).Select(row => row.Name));
    }
}
