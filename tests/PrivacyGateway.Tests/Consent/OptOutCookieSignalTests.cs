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
    [InlineData("webtrekkOptOut", "Blocked")]
    [InlineData("a=b, webtrekkOptOut=1", "Blocked")]
    [InlineData("a=b,webtrekkOptOut=1", "Blocked")]
    [InlineData("a, webtrekkOptOut=1", "Blocked")]
    [InlineData("\"webtrekkOptOut\"=1", "Blocked")]
    [InlineData("webtrekk%4fptOut=1", "Blocked")]
    [InlineData("webtrekk%254fptOut=1", "Blocked")]
    [InlineData("%77ebtrekkOptOut=1", "Blocked")]
    [InlineData("webtrekkOptOut%3D1", "Blocked")]
    [InlineData("webtrekkOptOut%253D1", "Blocked")]
    [InlineData("a=b; %77ebtrekkOptOut%3d1", "Blocked")]
    [InlineData("a%3DwebtrekkOptOut", "Abstain")]
    [InlineData("__Host-webtrekkOptOut=1", "Blocked")]
    [InlineData("__Secure-WebtrekkOptOut=0", "Blocked")]
    [InlineData("a=b, noTracking", "Blocked")]
    [InlineData("a=webtrekkOptOut", "Abstain")]
    [InlineData("a=webtrekkOptOut=1", "Abstain")]
    [InlineData("a=b, webtrekkOptOut=", "Blocked")]
    [InlineData("webtrekkOptOut=,D=", "Blocked")]
    [InlineData("webtrekkOptOut2", "Abstain")]
    [InlineData("a=%77ebtrekkOptOut", "Abstain")]
    [InlineData("webtrekkOptOut2=1", "Abstain")]
    [InlineData("miCookieOptOut=1", "Abstain")]
    [InlineData("", "Abstain")]
    public void Opt_out_cookie_with_a_value_blocks(string cookies, string stance) =>
        Assert.Equal(stance, Signal.Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))).Stance.ToString());

    [Fact]
    public void Signal_without_cookie_names_never_blocks() =>
        Assert.Equal(Stance.Abstain, new OptOutCookieSignal([]).Evaluate(SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1"))).Stance);
}
