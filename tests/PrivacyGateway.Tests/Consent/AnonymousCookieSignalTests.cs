using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class AnonymousCookieSignalTests
{
    private static readonly AnonymousCookieSignal Signal = new("miCookieOptOut");

    [Theory]
    [InlineData("miCookieOptOut=1")]
    [InlineData("miCookieOptOut=0")]
    [InlineData("miCookieOptOut=false")]
    [InlineData("miCookieOptOut=\"\"")]
    [InlineData("a=1; miCookieOptOut=x; b=2")]
    [InlineData("miCookieOptOut=; miCookieOptOut=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=")]
    [InlineData("MICOOKIEOPTOUT=1")]
    [InlineData("miCookieOptOut = 1")]
    [InlineData("miCookieOptOut==")]
    [InlineData("miCookieOptOut")]
    [InlineData("\"miCookieOptOut\"=1")]
    [InlineData("__Host-miCookieOptOut=1")]
    [InlineData("miCookie%4FptOut=1")]
    [InlineData("a=b, miCookieOptOut=1")]
    [InlineData("miCookieOptOut=1, a=b")]
    [InlineData("\u00A0miCookieOptOut=1")]
    [InlineData("a=\u0001")]
    [InlineData("a=1; miCookieOptOut\0=1")]
    [InlineData("miCookieOptOut=1\u007f")]
    public void Anonymous_cookie_with_a_value_means_anonymous(string cookies) =>
        Assert.Equal(Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Stance);

    [Theory]
    [InlineData("")]
    [InlineData("miCookieOptOut=")]
    [InlineData("miCookieOptOut= ")]
    [InlineData("miCookieOptOut=\t")]
    [InlineData("miCookieOptOuts=1")]
    [InlineData("xmiCookieOptOut=1")]
    [InlineData("a=miCookieOptOut=1")]
    [InlineData("webtrekkOptOut=1")]
    public void Missing_or_empty_anonymous_cookie_means_identified(string cookies) =>
        Assert.Equal(Stance.Identified, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Stance);

    [Fact]
    public void Missing_Cookie_header_means_identified() => Assert.Equal(Stance.Identified, Signal.Evaluate(SampleHit.Get("p=1")).Stance);

    [Fact]
    public void Anonymous_cookie_is_found_in_every_Cookie_header() =>
        Assert.Equal(Stance.Anonymous, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", "a=1"), ("cookie", "miCookieOptOut=1"))).Stance);
}
