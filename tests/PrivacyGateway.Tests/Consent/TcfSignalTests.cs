using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class TcfSignalTests
{
    private const string Body = "text/plain";

    private static readonly string Granted = TcText.Write();
    private static readonly string Denied = TcText.Write(purposes: [1]);

    [Theory]
    [InlineData("euconsent-v2=G", "p=1", "granted")]
    [InlineData("euconsent-v2=D", "p=1", "denied")]
    [InlineData("euconsent-v2=x", "p=1", "unreadable")]
    [InlineData("euconsent-v2=", "p=1", "unreadable")]
    [InlineData("Euconsent-V2=G", "p=1", "unanswered")]
    [InlineData("a=1", "p=1", "unanswered")]
    [InlineData("a=1", "p=1&gdpr_consent=G", "granted")]
    [InlineData("a=1", "gdpr_consent=G&p=1", "granted")]
    [InlineData("a=1", "p=1;gdpr_consent=G", "granted")]
    [InlineData("a=1", "p=1&GDPR_Consent=G", "granted")]
    [InlineData("a=1", "p=1&gdpr%5Fconsent=G", "granted")]
    [InlineData("a=1", "p=1&gdpr_consent=D", "unproven")]
    [InlineData("a=1", "p=1&gdpr_consent=", "unreadable")]
    [InlineData("a=1", "p=1&gdpr_consent", "unreadable")]
    [InlineData("a=1", "p=1&xgdpr_consent=G", "unanswered")]
    [InlineData("a=1", "p=gdpr_consent=G", "unanswered")]
    [InlineData("a=1", "p=1&gdpr_consent=G&gdpr_consent=D", "unproven")]
    [InlineData("a=1", "p=1&gdpr_consent=D&gdpr_consent=G", "unproven")]
    [InlineData("a=1", "p=1&gdpr_consent=G&gdpr_consent=x", "unreadable")]
    [InlineData("euconsent-v2=G", "p=1&gdpr_consent=D", "unproven")]
    [InlineData("euconsent-v2=D", "p=1&gdpr_consent=G", "denied")]
    [InlineData("euconsent-v2=D", "p=1&gdpr_consent=x", "unreadable")]
    [InlineData("euconsent-v2=G; euconsent-v2=D", "p=1", "denied")]
    [InlineData("euconsent-v2=D; euconsent-v2=x", "p=1", "unreadable")]
    public void Every_TC_string_of_a_request_must_grant(string cookies, string query, string expected) =>
        Assert.Equal(expected, Evaluate(SampleHit.Get(Fill(query), ("Cookie", Fill(cookies)))));

    /// <summary>One hit of a batch without proof of consent makes the whole batch anonymous: it is one request.</summary>
    [Theory]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=G\nwt?p=2&gdpr_consent=G", "granted")]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=G\n\r\nwt?p=2&gdpr_consent=G\n", "granted")]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=G\nwt?p=2", "unanswered")]
    [InlineData("a=1", "", "wt?p=1\nwt?p=2&gdpr_consent=G", "unanswered")]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=G&gdpr_consent=G\nwt?p=2", "unanswered")]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=G\nwt?p=2&gdpr_consent=D", "unproven")]
    [InlineData("a=1", "", "wt?p=1&gdpr_consent=D\nwt?p=2", "unproven")]
    [InlineData("a=1", "", "wt?p=1\nwt?p=2", "unanswered")]
    [InlineData("a=1", "gdpr_consent=G", "wt?p=1\nwt?p=2", "granted")]
    [InlineData("a=1", "gdpr_consent=G", "wt?p=1\nwt?p=2&gdpr_consent=D", "unproven")]
    [InlineData("euconsent-v2=G", "", "wt?p=1\nwt?p=2", "granted")]
    [InlineData("euconsent-v2=G", "", "wt?p=1&gdpr_consent=G\nwt?p=2", "granted")]
    [InlineData("euconsent-v2=G", "", "wt?p=1\nwt?p=2&gdpr_consent=x", "unreadable")]
    public void Each_line_of_a_batch_needs_a_TC_string(string cookies, string query, string body, string expected) =>
        Assert.Equal(expected, Evaluate(
            SampleHit.Post($"{SampleHit.BatchPath}?{Fill(query)}", Fill(body), ("Content-Type", Body), ("Cookie", Fill(cookies)))));

    [Fact]
    public void Policy_makes_a_batch_anonymous_when_a_line_has_no_TC_string()
    {
        var policy = (Policies.SamplePolicy.Standard with { Signals = new SignalsConfig { Tcf = new TcfConfig() } });

        Assert.True(Policies.SamplePolicy.Forward(policy, Batch("wt?p=1&gdpr_consent=G\nwt?p=2")).Hit.IsAnonymous);
        Assert.False(Policies.SamplePolicy.Forward(policy, Batch("wt?p=1&gdpr_consent=G\nwt?p=2&gdpr_consent=G")).Hit.IsAnonymous);
    }

    [Fact]
    public void Overlong_TC_string_is_not_read()
    {
        // The second segment makes it long; the first one grants.
        Assert.Equal("granted", Evaluate(SampleHit.Get($"p=1&gdpr_consent={Granted}.{new string('A', 4096 - Granted.Length - 1)}")));
        Assert.Equal("unreadable", Evaluate(SampleHit.Get($"p=1&gdpr_consent={Granted}.{new string('A', 4096 - Granted.Length)}")));
    }

    [Fact]
    public void Vendor_purposes_policy_and_scope_must_all_match()
    {
        Assert.Equal("granted", Evaluate(Hit(TcText.Write(vendor: 402)), new TcfConfig { Vendor = 402 }));
        Assert.Equal("denied", Evaluate(Hit(TcText.Write(vendor: 401, disclosed: 402)), new TcfConfig { Vendor = 402 }));
        Assert.Equal("granted", Evaluate(Hit(TcText.Write(vendor: 401)), new TcfConfig()));
        Assert.Equal("denied", Evaluate(Hit(TcText.Write(purposes: [1, 7])), new TcfConfig { Purposes = [1, 7, 9] }));
        Assert.Equal("granted", Evaluate(Hit(TcText.Write(purposes: [1, 7, 9])), new TcfConfig { Purposes = [1, 7, 9] }));
        Assert.Equal("granted", Evaluate(Hit(TcText.Write(policy: 4)), new TcfConfig()));
        Assert.Equal("unreadable", Evaluate(Hit(TcText.Write(policy: 3)), new TcfConfig()));
        Assert.Equal("unreadable", Evaluate(Hit(TcText.Write(isServiceSpecific: false)), new TcfConfig()));
        Assert.Equal("granted", Evaluate(SampleHit.Get("p=1", ("Cookie", $"own={Granted}")), new TcfConfig { Cookie = "own" }));
        Assert.Equal("unanswered", Evaluate(Hit(Granted), new TcfConfig { Cookie = "own" }));
    }

    /// <summary>TCF 2.3: the segment is mandatory in strings created from 1 March 2026 on.</summary>
    [Theory]
    [InlineData("2026-02-28T23:59:59Z", null, "granted")]
    [InlineData("2026-03-01T00:00:00Z", null, "unreadable")]
    [InlineData("2026-05-15T00:00:00Z", null, "unreadable")]
    [InlineData("2026-03-01T00:00:00Z", 402, "granted")]
    [InlineData("2026-03-01T00:00:00Z", 401, "unreadable")]
    [InlineData("2026-02-28T23:59:59Z", 401, "granted")]
    public void TCF_2_3_string_must_name_the_disclosed_vendors(string created, int? disclosed, string expected)
    {
        var text = TcText.Write(created: DateTimeOffset.Parse(created, CultureInfo.InvariantCulture), disclosed: disclosed);

        Assert.Equal(expected, Evaluate(Hit(text), new TcfConfig { Vendor = 402 }));
        Assert.Equal(expected == "granted" || disclosed == 401 ? "granted" : "unreadable", Evaluate(Hit(text)));
        Assert.Equal(expected, Evaluate(SampleHit.Get($"p=1&gdpr_consent={text}"), new TcfConfig { Vendor = 402 }));
    }

    /// <summary>Other segments do not replace it, whatever their order, and a broken one or a second one proves nothing.</summary>
    [Theory]
    [InlineData(".f_gACFgAAAAA", "unreadable")]
    [InlineData(".YAAAAAAAAAAA", "unreadable")]
    [InlineData(".QAagAQAgAIAwgA", "unreadable")]
    [InlineData(".", "unreadable")]
    [InlineData(".I", "unreadable")]
    [InlineData(".IAA+", "unreadable")]
    [InlineData(".IDKQA4AAgAKAGQAygAA", "granted")]
    [InlineData(".IDKQA4AAgAKAGQ", "unreadable")]
    [InlineData(".IDKQA4AAgAKAGQAygAAA.YAAAAAAAAAAA", "granted")]
    [InlineData(".YAAAAAAAAAAA.IDKQA4AAgAKAGQAygAAA", "granted")]
    [InlineData(".IDKQA4AAgAKAGQAygAAA.IDKQA4AAgAKAGQAygAAA", "unreadable")]
    public void Disclosed_vendors_are_one_whole_segment(string segments, string expected) =>
        Assert.Equal(expected, Evaluate(Hit(TcText.Write(disclosed: null) + segments)));

    [Theory]
    [InlineData("2025-11-01T09:00:00Z", "granted")]
    [InlineData("2025-11-01T08:59:59Z", "outdated")]
    [InlineData("2024-05-06T00:00:00Z", "outdated")]
    [InlineData("1970-01-01T00:00:00Z", "outdated")]
    [InlineData("2026-12-01T09:00:00Z", "granted")]
    [InlineData("2026-12-01T09:00:01Z", "outdated")]
    [InlineData("2099-01-01T00:00:00Z", "outdated")]
    public void TC_string_is_valid_for_13_months_from_its_last_update(string updated, string expected)
    {
        var time = DateTimeOffset.Parse(updated, CultureInfo.InvariantCulture);

        Assert.Equal(expected, Evaluate(Hit(TcText.Write(created: time))));
        Assert.Equal(expected, Evaluate(SampleHit.Get($"p=1&gdpr_consent={TcText.Write(created: time)}")));
        Assert.Equal(expected, Evaluate(Hit(TcText.Write(created: DateTimeOffset.UnixEpoch, updated: time))));
    }

    [Fact]
    public void TC_string_created_in_the_future_is_outdated() =>
        Assert.Equal("outdated", Evaluate(Hit(TcText.Write(created: SampleHit.Now.AddSeconds(1), updated: TcText.Usual))));

    [Fact]
    public void TC_string_without_a_time_of_receipt_is_outdated() =>
        Assert.Equal("outdated", Evaluate(Hit(Granted) with { ReceivedAt = default }));

    /// <summary>The string stands in the fourth entry of a list.</summary>
    [Theory]
    [InlineData("%5Bnull%2Cnull%2Cnull%2C%5B%22G%22%2C%222~70.89~dv.61%22%2C%22A1%22%5D%2Cnull%2Cnull%2C%5B%5D%5D", "granted")]
    [InlineData("[null,null,null,[\"G\",\"1~1843\",\"B6\"],null]", "granted")]
    [InlineData("[[\"AKsRol_B==\"],null,[\"[[],[],[],[],null,null,true]\",1620291054220],[\"G\"],null]", "granted")]
    [InlineData("[null,\"a]\\\",[\",null,[\"G\"]]", "granted")]
    [InlineData("[null,null,null,[\"D\"],null]", "denied")]
    [InlineData("%5Bnull%2Cnull%2Cnull%2Cnull%2Cnull%2Cnull%2C%5B%5B32%2C%22x%22%5D%5D%5D", "unanswered")]
    [InlineData("[null,null,null,[null,null]]", "unanswered")]
    [InlineData("[null,null,[\"G\"],null]", "unanswered")]
    [InlineData("[null,null,null]", "unreadable")]
    [InlineData("[null,null,null,\"G\"]", "unreadable")]
    [InlineData("[null,null,null,[\"G\"]", "unreadable")]
    [InlineData("[null,null,null,[7]]", "unreadable")]
    [InlineData("[,,,[\"G\"]]", "unreadable")]
    [InlineData("[null,null,null,[\"G\",]]", "unreadable")]
    [InlineData("[null,null,null,[\"G\"]]x", "unreadable")]
    [InlineData("[null,null,{a},[\"G\"]]", "unreadable")]
    [InlineData("[null,null,null,[\"G\",{\"a\":[1,{}]},[[]]],{\"b\":\"]\"}]", "granted")]
    [InlineData("[null,null,null,[\"G]]", "unreadable")]
    [InlineData("%5Bnull%2Cnull%2Cnull%2C%5B%22G%22%5D%5D%zz", "unreadable")]
    [InlineData("G", "granted")]
    public void TC_string_is_read_from_the_cookie_of_Googles_platform(string value, string expected)
    {
        value = value.Replace("G\"", $"{Granted}\"", StringComparison.Ordinal).Replace("G%22", $"{Granted}%22", StringComparison.Ordinal)
            .Replace("\"D\"", $"\"{Denied}\"", StringComparison.Ordinal);

        Assert.Equal(expected, Evaluate(
            SampleHit.Get("p=1", ("Cookie", $"FCCDCF={(value == "G" ? Granted : value)}")), new TcfConfig { Cookie = "FCCDCF" }));
    }

    [Fact]
    public void TC_string_in_a_folded_Cookie_header_is_ignored() =>
        Assert.Equal("unreadable", Evaluate(SampleHit.Get("p=1", ("Cookie", $"a=1, euconsent-v2={Granted}"))));

    private static PrivacyGateway.Hits.Hit Hit(string text) => SampleHit.Get("p=1", ("Cookie", $"euconsent-v2={text}"));

    private static PrivacyGateway.Hits.Hit Batch(string body) => SampleHit.Post(SampleHit.BatchPath, Fill(body), ("Content-Type", Body));

    /// <summary>G stands for a string that grants, D for one that denies.</summary>
    private static string Fill(string text) =>
        text.Replace("=G", $"={Granted}", StringComparison.Ordinal).Replace("=D", $"={Denied}", StringComparison.Ordinal);

    private static string Evaluate(PrivacyGateway.Hits.Hit hit, TcfConfig? config = null) =>
        VoteText.From(new TcfSignal(config ?? new TcfConfig(), PlatformRole.StandInForCookie).Evaluate(hit));
}
