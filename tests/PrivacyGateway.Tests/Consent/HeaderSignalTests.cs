using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class HeaderSignalTests
{
    private static readonly HeaderSignal Signal = new("gpc", "Sec-GPC");

    [Theory]
    [InlineData("1")]
    [InlineData(" 1 ")]
    [InlineData("\t1")]
    [InlineData("0, 1")]
    [InlineData("1,0")]
    [InlineData(",,1")]
    public void Header_value_1_asks_for_privacy_even_among_others(string value) =>
        Assert.Equal(Stance.Anonymous, Evaluate(("Sec-GPC", value)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("1;q=1")]
    [InlineData("\"1\"")]
    [InlineData("?1")]
    [InlineData("true")]
    [InlineData("0, 10")]
    public void Other_header_value_abstains(string value) => Assert.Equal(Stance.Abstain, Evaluate(("Sec-GPC", value)));

    [Fact]
    public void Value_1_in_either_of_two_headers_is_enough()
    {
        Assert.Equal(Stance.Anonymous, Evaluate(("Sec-GPC", "0"), ("sec-gpc", "1")));
        Assert.Equal(Stance.Anonymous, Evaluate(("SEC-GPC", "1"), ("Sec-GPC", "0")));
    }

    [Fact]
    public void Signal_ignores_other_headers()
    {
        Assert.Equal(Stance.Abstain, Evaluate(("DNT", "1"), ("X-Sec-GPC", "1"), ("Sec-GPC-", "1")));
        Assert.Equal(Stance.Abstain, Evaluate());
    }

    [Fact]
    public void Vote_names_the_header()
    {
        var vote = new HeaderSignal("dnt", "DNT").Evaluate(SampleHit.Get("p=1", ("DNT", "1")));

        Assert.Equal(("dnt", "the browser asks for privacy (DNT: 1)"), (vote.Signal, vote.Reason));
    }

    private static Stance Evaluate(params (string, string)[] headers) => Signal.Evaluate(SampleHit.Get("p=1", headers)).Stance;
}
