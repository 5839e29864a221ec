using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;

namespace PrivacyGateway.Tests.Consent;

public sealed class PlatformVotesTests
{
    private static readonly PlatformVotes Votes = new("sample", PlatformRole.StandInForCookie);

    [Fact]
    public void Granted_vote_identifies_only_where_a_platform_may_stand_in()
    {
        Assert.Equal(Stance.Identified, Votes.Granted.Stance);
        Assert.Equal(Stance.Abstain, new PlatformVotes("sample", PlatformRole.Restrict).Granted.Stance);
    }

    [Theory]
    [InlineData("Restrict")]
    [InlineData("StandInForCookie")]
    public void Every_other_vote_restricts_in_either_role(string role)
    {
        var votes = new PlatformVotes("sample", Enum.Parse<PlatformRole>(role));

        Assert.Equal(["denied", "unproven", "unanswered", "unreadable", "silent"],
            new[] { votes.Denied, votes.Unproven, votes.NoChoice, votes.Unreadable, votes.NotDenied }.Select(VoteText.From));
        Assert.All(
            [votes.Granted, votes.Denied, votes.NoChoice, votes.Unreadable, votes.NotDenied], vote => Assert.Equal("sample", vote.Signal));
    }

    /// <summary>Both orders: the order of the browser's cookies must not matter.</summary>
    [Fact]
    public void Worse_of_two_votes_is_the_more_restrictive_and_of_two_refusals_the_less_proven()
    {
        (Vote Better, Vote Worse)[] pairs =
        [
            (Votes.Granted, Votes.Denied), (Votes.Granted, Votes.Unreadable), (Votes.NotDenied, Votes.Granted),
            (Votes.NotDenied, Votes.Denied), (Votes.Denied, Votes.Unreadable), (Votes.Denied, Votes.Unproven),
        ];
        foreach (var (better, worse) in pairs)
        {
            Assert.Same(worse, PlatformVotes.MoreRestrictive(better, worse));
            Assert.Same(worse, PlatformVotes.MoreRestrictive(worse, better));
        }

        Assert.Same(Votes.Granted, PlatformVotes.MoreRestrictive(null, Votes.Granted));
    }
}
