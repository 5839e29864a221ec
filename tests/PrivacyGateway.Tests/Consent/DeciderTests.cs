using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class DeciderTests
{
    [Theory]
    [InlineData("Identified", "Identified")]
    [InlineData("Abstain Identified", "Identified")]
    [InlineData("Identified Anonymous", "Anonymous")]
    [InlineData("Anonymous Identified", "Anonymous")]
    [InlineData("Blocked Anonymous Identified", "Blocked")]
    [InlineData("Identified Abstain Anonymous Blocked", "Blocked")]
    [InlineData("Anonymous Abstain", "Anonymous")]
    [InlineData("Abstain", "Anonymous")]
    [InlineData("Abstain Abstain", "Anonymous")]
    [InlineData("", "Anonymous")]
    public void The_most_restrictive_vote_wins_and_silence_is_anonymous(string votes, string expected) =>
        Assert.Equal(expected, Of(votes).Decide(SampleHit.Get("p=1")).Stance.ToString());

    [Theory]
    [InlineData("Identified Anonymous Anonymous", "1")]
    [InlineData("Blocked Blocked", "0")]
    [InlineData("Abstain Identified", "1")]
    [InlineData("Abstain", "none")]
    public void Of_equals_the_first_is_named_as_the_reason(string votes, string signal) => Assert.Equal(signal, Of(votes).Decide(SampleHit.Get("p=1")).By.Signal);

    [Fact]
    public void Every_vote_can_be_asked_for() =>
        Assert.Equal(["Abstain", "Identified", "Blocked"], Of("Abstain Identified Blocked").Votes(SampleHit.Get("p=1")).Select(vote => vote.Stance.ToString()));

    private static Decider Of(string votes) => new(
        [.. votes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((stance, place) => new Fixed(new Vote($"{place}", Enum.Parse<Stance>(stance), "because")))]);

    /// <summary>A signal that always says the same.</summary>
    private sealed class Fixed(Vote vote) : Signal
    {
        public override Vote Ask(Hit hit) => vote;
    }
}
