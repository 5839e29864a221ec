using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class OptOutCookieSignalTests
{
    private static readonly OptOutCookieSignal Signal = new(["webtrekkOptOut", "noTracking"]);

    [Theory]
    [InlineData("webtrekkOptOut=1", "Blocked")]
    [InlineData("webtrekkOptOut=0", "Blocked")]
    [InlineData("WEBTREKKOPTOUT=1", "Blocked")]
    [InlineData("a=1; noTracking=x", "Blocked")]
    [InlineData("webtrekkOptOut=; webtrekkOptOut=1", "Blocked")]
    [InlineData("webtrekkOptOut=", "Abstain")]
    [InlineData("webtrekkOptOut", "Abstain")]
    [InlineData("webtrekkOptOut2=1", "Abstain")]
    [InlineData("miCookieOptOut=1", "Abstain")]
    [InlineData("", "Abstain")]
    public void A_cookie_of_a_given_name_that_is_not_empty_blocks(string cookies, string stance) =>
        Assert.Equal(stance, Signal.Ask(SampleHit.Get("p=1", ("Cookie", cookies))).Stance.ToString());

    [Fact]
    public void Without_names_nothing_blocks() =>
        Assert.Equal(Stance.Abstain, new OptOutCookieSignal([]).Ask(SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1"))).Stance);
}
