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
    public void Every_string_that_is_there_must_grant(string cookies, string query, string expected) =>
        Assert.Equal(expected, Ask(SampleHit.Get(Fill(query), ("Cookie", Fill(cookies)))));

    /// <summary>One hit of a batch whose visitor nobody vouches for makes the whole batch anonymous: it is one request.</summary>
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
    public void Each_line_of_a_batch_needs_somebody_who_vouches_for_it(string cookies, string query, string body, string expected) =>
        Assert.Equal(expected, Ask(SampleHit.Post($"{SampleHit.BatchPath}?{Fill(query)}", Fill(body), ("Content-Type", Body), ("Cookie", Fill(cookies)))));

    [Fact]
    public void A_line_without_a_string_makes_the_batch_anonymous_under_a_policy_too()
    {
        var policy = (Policies.SamplePolicy.Standard with { Signals = new SignalsConfig { Tcf = new TcfConfig() } });

        Assert.True(Policies.SamplePolicy.Forward(policy, Batch("wt?p=1&gdpr_consent=G\nwt?p=2")).Hit.IsAnonymous);
        Assert.False(Policies.SamplePolicy.Forward(policy, Batch("wt?p=1&gdpr_consent=G\nwt?p=2&gdpr_consent=G")).Hit.IsAnonymous);
    }

    [Fact]
    public void A_string_that_is_longer_than_any_is_not_read()
    {
        // The second segment makes it long; the first one grants.
        Assert.Equal("granted", Ask(SampleHit.Get($"p=1&gdpr_consent={Granted}.{new string('A', 4096 - Granted.Length - 1)}")));
        Assert.Equal("unreadable", Ask(SampleHit.Get($"p=1&gdpr_consent={Granted}.{new string('A', 4096 - Granted.Length)}")));
    }

    [Fact]
    public void Vendor_purposes_policy_and_scope_must_all_fit()
    {
        Assert.Equal("granted", Ask(Hit(TcText.Write(vendor: 402)), new TcfConfig { Vendor = 402 }));
        Assert.Equal("denied", Ask(Hit(TcText.Write(vendor: 401)), new TcfConfig { Vendor = 402 }));
        Assert.Equal("granted", Ask(Hit(TcText.Write(vendor: 401)), new TcfConfig()));
        Assert.Equal("denied", Ask(Hit(TcText.Write(purposes: [1, 7])), new TcfConfig { Purposes = [1, 7, 9] }));
        Assert.Equal("granted", Ask(Hit(TcText.Write(purposes: [1, 7, 9])), new TcfConfig { Purposes = [1, 7, 9] }));
        Assert.Equal("granted", Ask(Hit(TcText.Write(policy: 4)), new TcfConfig()));
        Assert.Equal("unreadable", Ask(Hit(TcText.Write(policy: 3)), new TcfConfig()));
        Assert.Equal("unreadable", Ask(Hit(TcText.Write(isServiceSpecific: false)), new TcfConfig()));
        Assert.Equal("granted", Ask(SampleHit.Get("p=1", ("Cookie", $"own={Granted}")), new TcfConfig { Cookie = "own" }));
        Assert.Equal("unanswered", Ask(Hit(Granted), new TcfConfig { Cookie = "own" }));
    }

    private static PrivacyGateway.Hits.Hit Hit(string text) => SampleHit.Get("p=1", ("Cookie", $"euconsent-v2={text}"));

    private static PrivacyGateway.Hits.Hit Batch(string body) => SampleHit.Post(SampleHit.BatchPath, Fill(body), ("Content-Type", Body));

    /// <summary>G stands for a string that grants, D for one that denies.</summary>
    private static string Fill(string text) => text.Replace("=G", $"={Granted}", StringComparison.Ordinal).Replace("=D", $"={Denied}", StringComparison.Ordinal);

    private static string Ask(PrivacyGateway.Hits.Hit hit, TcfConfig? config = null) => Answer.Of(new TcfSignal(config ?? new TcfConfig(), PlatformRole.StandInForCookie).Ask(hit));
}
