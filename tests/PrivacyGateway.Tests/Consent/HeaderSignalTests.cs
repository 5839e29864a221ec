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
    public void A_one_asks_for_privacy_even_among_others(string value) => Assert.Equal(Stance.Anonymous, Ask(("Sec-GPC", value)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("1;q=1")]
    [InlineData("\"1\"")]
    [InlineData("?1")]
    [InlineData("true")]
    [InlineData("0, 10")]
    public void Anything_else_says_nothing(string value) => Assert.Equal(Stance.Abstain, Ask(("Sec-GPC", value)));

    [Fact]
    public void Either_of_two_lines_is_enough()
    {
        Assert.Equal(Stance.Anonymous, Ask(("Sec-GPC", "0"), ("sec-gpc", "1")));
        Assert.Equal(Stance.Anonymous, Ask(("SEC-GPC", "1"), ("Sec-GPC", "0")));
    }

    [Fact]
    public void Another_header_is_not_asked()
    {
        Assert.Equal(Stance.Abstain, Ask(("DNT", "1"), ("X-Sec-GPC", "1"), ("Sec-GPC-", "1")));
        Assert.Equal(Stance.Abstain, Ask());
    }

    [Fact]
    public void The_vote_says_which_header_it_was()
    {
        var vote = new HeaderSignal("dnt", "DNT").Ask(SampleHit.Get("p=1", ("DNT", "1")));

        Assert.Equal(("dnt", "the browser asks for privacy (DNT: 1)"), (vote.Signal, vote.Reason));
    }

    private static Stance Ask(params (string, string)[] headers) => Signal.Ask(SampleHit.Get("p=1", headers)).Stance;
}
