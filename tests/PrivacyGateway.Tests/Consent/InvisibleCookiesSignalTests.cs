using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class InvisibleCookiesSignalTests
{
    private static readonly InvisibleCookiesSignal Signal = new("miCookieOptOut");

    [Theory]
    [InlineData("cross-site", "", "p=1", "Anonymous")]
    [InlineData("Cross-Site", "", "p=1", "Anonymous")]
    [InlineData(" cross-site ", "a=1", "p=1", "Anonymous")]
    [InlineData("cross-site", "wtstp_eid=4711", "p=1", "Anonymous")]
    [InlineData("cross-site", "miCookieOptOut=", "p=1", "Anonymous")]
    [InlineData("cross-site", "MICOOKIEOPTOUT=1", "p=1", "Anonymous")]
    [InlineData("cross-site", "miCookieOptOut=1", "p=1", "Abstain")]
    [InlineData("cross-site", "miCookieOptOut=1", "p=1&eid=4711", "Anonymous")]
    [InlineData("cross-site", "miCookieOptOut=1; wtstp_eid=4711", "p=1&eid=4711", "Abstain")]
    [InlineData("same-site", "", "p=1", "Abstain")]
    [InlineData("same-origin", "", "p=1", "Abstain")]
    [InlineData("none", "", "p=1", "Abstain")]
    [InlineData("same-site", "", "p=1&eid=4711", "Anonymous")]
    [InlineData("same-site", "", "p=1&%65ID=4711", "Anonymous")]
    [InlineData("same-site", "wtstp_eid=", "p=1&eid=4711", "Anonymous")]
    [InlineData("same-site", "wtstp_sid=1", "p=1&eid=4711", "Anonymous")]
    [InlineData("same-site", "wtstp_eid=4711", "p=1&eid=4711", "Abstain")]
    [InlineData("same-site", "wt3_eid=4711", "p=1&eid=4712", "Abstain")]
    [InlineData("same-site", "wteid_111111111111111=4", "p=1&eid=4711", "Abstain")]
    public void Cookies_that_cannot_have_arrived_make_a_browsers_hit_anonymous(string site, string cookies, string query, string stance) =>
        Assert.Equal(stance, Signal.Ask(SampleHit.Get(query, ("Sec-Fetch-Site", site), ("Cookie", cookies))).Stance.ToString());

    [Theory]
    [InlineData("p=1&eid=4711")]
    [InlineData("p=1")]
    public void Who_sends_no_fetch_metadata_is_no_browser_of_today_and_is_not_judged(string query) => Assert.Equal(Stance.Abstain, Signal.Ask(SampleHit.Get(query)).Stance);

    [Theory]
    [InlineData("Sec-Fetch-Mode")]
    [InlineData("sec-fetch-dest")]
    public void Any_fetch_metadata_shows_a_browser(string header) => Assert.Equal(Stance.Anonymous, Signal.Ask(SampleHit.Get("p=1&eid=4711", (header, "x"))).Stance);

    [Fact]
    public void An_ever_id_in_any_line_of_a_batch_counts() => Assert.Equal(
        Stance.Anonymous, Signal.Ask(SampleHit.Post(SampleHit.BatchPath, "wt?p=1\nwt?p=2&eid=4711", ("Sec-Fetch-Site", "same-site"))).Stance);
}
