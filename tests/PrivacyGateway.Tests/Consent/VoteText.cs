using PrivacyGateway.Consent;

namespace PrivacyGateway.Tests.Consent;

/// <summary>The meaning of a platform's vote, in one word, as the tests write it.</summary>
internal static class VoteText
{
    public static string From(Vote vote) => vote switch
    {
        { Stance: Stance.Identified, IsVisitorsChoice: false, IsUnrecognised: false } => "granted",
        { Stance: Stance.Anonymous, IsVisitorsChoice: true, IsUnrecognised: false } => "denied",
        { Stance: Stance.Anonymous, IsVisitorsChoice: false, IsUnrecognised: true } => "unreadable",
        { Stance: Stance.Anonymous, IsVisitorsChoice: false, IsUnrecognised: false } => vote.Reason.Contains("does not prove",
            StringComparison.Ordinal) ? "unproven" : vote.Reason.Contains("13 months", StringComparison.Ordinal)
                ? "outdated" : "unanswered",
        { Stance: Stance.Abstain, IsVisitorsChoice: false, IsUnrecognised: false } => "silent",
        _ => vote.ToString(),
    };
}
