using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class SignalEvaluatorTests
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
    public void Most_restrictive_vote_wins_and_no_vote_is_anonymous(string votes, string expected) =>
        Assert.Equal(expected, Create(votes).Evaluate(SampleHit.Get("p=1")).Stance.ToString());

    [Theory]
    [InlineData("Identified Anonymous Anonymous", "1")]
    [InlineData("Blocked Blocked", "0")]
    [InlineData("Abstain Identified", "1")]
    [InlineData("Abstain", "none")]
    public void First_of_equal_votes_is_named_as_the_reason(string votes, string signal) =>
        Assert.Equal(signal, Create(votes).Evaluate(SampleHit.Get("p=1")).DecidingVote.Signal);

    [Fact]
    public void Evaluator_lists_every_vote() =>
        Assert.Equal(["Abstain", "Identified", "Blocked"], Create("Abstain Identified Blocked").EvaluateAll(SampleHit.Get("p=1"))
            .Select(vote => vote.Stance.ToString()));

    private static SignalEvaluator Create(string votes) => new(
        [.. votes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((stance, place) => new Fixed(new Vote($"{place}", Enum.Parse<Stance>(stance), "because")))]);

    /// <summary>A signal with a constant vote.</summary>
    private sealed class Fixed(Vote vote) : Signal
    {
        public override Vote Evaluate(Hit hit) => vote;
    }
}
