using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class ConsentCookieSignalTests
{
    private static readonly ConsentCookieSignal Signal = new("miCookieOptOut", ["1", "yes"], mayBeReplaced: false);

    [Theory]
    [InlineData("miCookieOptOut=1")]
    [InlineData("miCookieOptOut=yes")]
    [InlineData("miCookieOptOut = 1 ")]
    [InlineData("a=2; miCookieOptOut=1; b=3")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=1")]
    public void Listed_cookie_value_is_consent(string cookies) =>
        Assert.Equal(Stance.Identified, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Stance);

    [Theory]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData("miCookieOptOut=")]
    [InlineData("miCookieOptOut")]
    [InlineData("miCookieOptOut=0")]
    [InlineData("miCookieOptOut=11")]
    [InlineData("miCookieOptOut=true")]
    [InlineData("miCookieOptOut=YES")]
    [InlineData("miCookieOptOut=\"1\"")]
    [InlineData("miCookieOptOut=%31")]
    [InlineData("miCookieOptOut=1, a=2")]
    [InlineData("a=b, miCookieOptOut=1")]
    [InlineData("a=b,miCookieOptOut=1")]
    [InlineData("miCookieOptOut=1; a=b, miCookieOptOut=1")]
    [InlineData("micookieoptout=1")]
    [InlineData("xmiCookieOptOut=1")]
    [InlineData("miCookieOptOutx=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=0")]
    [InlineData("miCookieOptOut=0; miCookieOptOut=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=yes")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=")]
    [InlineData("miCookieOptOut=; miCookieOptOut=1")]
    [InlineData("miCookieOptOut=1; a=\u0002")]
    [InlineData("miCookieOptOut=\u00011")]
    public void Other_cookie_value_is_not_consent(string cookies) =>
        Assert.Equal(Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Stance);

    [Fact]
    public void Missing_Cookie_header_is_not_consent() => Assert.Equal(Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1")).Stance);

    [Fact]
    public void Contradictory_Cookie_headers_are_not_consent() =>
        Assert.Equal(
            Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", "miCookieOptOut=1"), ("Cookie", "miCookieOptOut=2"))).Stance);

    [Theory]
    [InlineData("miCookieOptOut=2", "the consent cookie holds a value that does not count as consent")]
    [InlineData("a=1", "the consent cookie is absent or empty")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=2", "there are several consent cookies with different values")]
    public void Vote_states_its_reason_without_the_cookie_value(string cookies, string reason) =>
        Assert.Equal(reason, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Reason);
}
