using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Demo;

/// <summary>A hit from the browser to the track domain and back, with its explanation.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Sent">The request as the browser sent it.</param>
/// <param name="Received">The request as the track domain received it; null if nothing was forwarded.</param>
/// <param name="Explanation">The gateway's decision and its reasons.</param>
/// <param name="Status">The browser's response.</param>
/// <param name="SetCookies">The response's <c>Set-Cookie</c> lines.</param>
internal sealed record Exchange(
    int Number, DateTimeOffset At, Arrival Sent, Arrival? Received, Explanation Explanation, int Status, IReadOnlyList<string> SetCookies)
{
    /// <summary>Whether it was forwarded without what identifies its visitor; opt-out calls and files are no hits.</summary>
    public bool IsAnonymous => Explanation is { Forwarded.IsAnonymous: true, Outcome.Decision.IsAnonymous: true };
}
