using PrivacyGateway.Consent;

namespace PrivacyGateway.Tests.Consent;

/// <summary>What a platform's vote amounts to, in one word, as the tests write it.</summary>
internal static class Answer
{
    public static string Of(Vote vote) => vote switch
    {
        { Stance: Stance.Identified, IsVisitors: false, IsUnrecognised: false } => "granted",
        { Stance: Stance.Anonymous, IsVisitors: true, IsUnrecognised: false } => "denied",
        { Stance: Stance.Anonymous, IsVisitors: false, IsUnrecognised: true } => "unreadable",
        { Stance: Stance.Anonymous, IsVisitors: false, IsUnrecognised: false } => vote.Reason.StartsWith("nothing proves", StringComparison.Ordinal) ? "unproven" : "unanswered",
        { Stance: Stance.Abstain, IsVisitors: false, IsUnrecognised: false } => "silent",
        _ => vote.ToString(),
    };
}
