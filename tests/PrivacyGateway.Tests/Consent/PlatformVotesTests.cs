using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;

namespace PrivacyGateway.Tests.Consent;

public sealed class PlatformVotesTests
{
    private static readonly PlatformVotes Votes = new("sample", PlatformRole.StandInForCookie);

    [Fact]
    public void Granted_counts_only_where_a_platform_may_stand_in()
    {
        Assert.Equal(Stance.Identified, Votes.Granted.Stance);
        Assert.Equal(Stance.Abstain, new PlatformVotes("sample", PlatformRole.Restrict).Granted.Stance);
    }

    [Theory]
    [InlineData("Restrict")]
    [InlineData("StandInForCookie")]
    public void Whatever_else_a_platform_says_restricts_in_either_role(string role)
    {
        var votes = new PlatformVotes("sample", Enum.Parse<PlatformRole>(role));

        Assert.Equal(["denied", "unproven", "unanswered", "unreadable", "silent"], new[] { votes.Denied, votes.Unproven, votes.Unanswered, votes.Unreadable, votes.Silent }.Select(Answer.Of));
        Assert.All([votes.Granted, votes.Denied, votes.Unanswered, votes.Unreadable, votes.Silent], vote => Assert.Equal("sample", vote.Signal));
    }

    /// <summary>Both orders: what the browser sends first must not matter.</summary>
    [Fact]
    public void The_worse_of_two_is_the_more_restrictive_and_of_two_refusals_the_one_that_proves_less()
    {
        (Vote Better, Vote Worse)[] pairs =
        [
            (Votes.Granted, Votes.Denied), (Votes.Granted, Votes.Unreadable), (Votes.Silent, Votes.Granted), (Votes.Silent, Votes.Denied), (Votes.Denied, Votes.Unreadable), (Votes.Denied, Votes.Unproven),
        ];
        foreach (var (better, worse) in pairs)
        {
            Assert.Same(worse, PlatformVotes.Worse(better, worse));
            Assert.Same(worse, PlatformVotes.Worse(worse, better));
        }

        Assert.Same(Votes.Granted, PlatformVotes.Worse(null, Votes.Granted));
    }
}
