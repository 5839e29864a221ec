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
    public void Compiled_policy_evaluates_its_signals_in_the_order_of_their_precedence(string polarity, string mode, string expected)
    {
        var config = polarity switch { "off" => SamplePolicy.FunctionOff, "opt-in" => SamplePolicy.OptIn, _ => SamplePolicy.Standard };

        var votes = (config with { InvisibleCookies = Enum.Parse<InvisibleCookiesMode>(mode) }).Compile().EvaluateSignals(
            SampleHit.Get("p=1"));

        Assert.Equal(expected, string.Join(' ', votes.Select(vote => vote.Signal)));
    }
}
