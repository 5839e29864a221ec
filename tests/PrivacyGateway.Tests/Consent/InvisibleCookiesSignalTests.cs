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
    public void Browser_hit_whose_cookies_are_invisible_is_anonymous(string site, string cookies, string query, string stance) =>
        Assert.Equal(stance, Signal.Evaluate(SampleHit.Get(query, ("Sec-Fetch-Site", site), ("Cookie", cookies))).Stance.ToString());

    /// <summary>In the captures of the pixel every request is <c>no-cors</c>: images, beacons and the one script.</summary>
    [Theory]
    [InlineData("same-site", "cors", null, "Anonymous")]
    [InlineData("same-origin", "cors", null, "Anonymous")]
    [InlineData("same-site", "CORS", "", "Anonymous")]
    [InlineData("same-site", "cors", "a=1", "Abstain")]
    [InlineData("same-site", "no-cors", null, "Abstain")]
    [InlineData("same-site", "navigate", null, "Abstain")]
    [InlineData("none", "cors", null, "Abstain")]
    public void Script_request_without_cookies_counts_as_invisible_cookies(string site, string mode, string? cookies, string stance)
    {
        (string, string)[] headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)];

        Assert.Equal(
            stance, Signal.Evaluate(SampleHit.Get("p=1", cookies is null ? headers : [.. headers, ("Cookie", cookies)])).Stance.ToString());
    }

    [Theory]
    [InlineData("p=1&eid=4711")]
    [InlineData("p=1")]
    public void Request_without_fetch_metadata_abstains(string query) =>
        Assert.Equal(Stance.Abstain, Signal.Evaluate(SampleHit.Get(query)).Stance);

    [Theory]
    [InlineData("Sec-Fetch-Mode")]
    [InlineData("sec-fetch-dest")]
    public void Any_fetch_metadata_header_marks_a_browser(string header) =>
        Assert.Equal(Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1&eid=4711", (header, "x"))).Stance);

    [Fact]
    public void Ever_id_in_any_line_of_a_batch_is_found() => Assert.Equal(
        Stance.Anonymous,
        Signal.Evaluate(SampleHit.Post(SampleHit.BatchPath, "wt?p=1\nwt?p=2&eid=4711", ("Sec-Fetch-Site", "same-site"))).Stance);
}
