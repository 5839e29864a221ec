using PrivacyGateway.Configuration;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class PolicyCompilerTests
{
    [Theory]
    [InlineData("off", "Anonymous", "opt-out-cookie marker function-off")]
    [InlineData("opt-out", "Anonymous", "opt-out-cookie marker anonymous-cookie invisible-cookies")]
    [InlineData("opt-in", "Anonymous", "opt-out-cookie marker consent-cookie invisible-cookies")]
    [InlineData("opt-out", "ByCookie", "opt-out-cookie marker anonymous-cookie")]
    [InlineData("opt-in", "ByCookie", "opt-out-cookie marker consent-cookie")]
    public void Each_policy_asks_its_signals_in_the_order_in_which_they_are_named_as_the_reason(string polarity, string mode, string expected)
    {
        var config = polarity switch { "off" => SamplePolicy.FunctionOff, "opt-in" => SamplePolicy.OptIn, _ => SamplePolicy.Standard };

        var votes = (config with { InvisibleCookies = Enum.Parse<InvisibleCookiesMode>(mode) }).Compile().Votes(SampleHit.Get("p=1"));

        Assert.Equal(expected, string.Join(' ', votes.Select(vote => vote.Signal)));
    }
}
