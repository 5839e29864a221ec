using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli;

/// <summary>A request and everything the gateway did with it.</summary>
internal sealed record Explanation(RouteConfig Route, Policy Policy, TypedRequest Request, Hit Hit, HitOutcome Outcome)
{
    public IReadOnlyList<string> Before => RequestLines.Of(Request.Method, Request.Target, Request.Headers, Request.Body);

    /// <summary>Empty if nothing leaves.</summary>
    public IReadOnlyList<string> After => Outcome is ForwardedOutcome forwarded
        ? RequestLines.Of(forwarded.Hit.Method, forwarded.Hit.TargetText, forwarded.Hit.Headers, forwarded.Hit.Body.GetValueOrDefault().Span)
        : [];

    /// <summary>In a word: identified, anonymous, blocked, refused, or what else the request is.</summary>
    public string Verdict => Outcome switch
    {
        { IsShadow: true, Decision: { } decision } => $"{decision.Stance.ToString().ToLowerInvariant()} (shadow: not enforced)",
        { Decision: { } decision } => decision.Stance.ToString().ToLowerInvariant(),
        AnsweredOutcome => "refused",
        _ when Hit.Kind == HitKind.OptOut => "opt-out call",
        _ => "static file",
    };

    /// <summary>Names of identity cookies that the answer makes the browser forget.</summary>
    public IReadOnlyList<string> Expired =>
        [.. Policy.AnswerCookies(Hit, Outcome).Select(line => new SetCookie(line.Value).Name.ToString()).Distinct(StringComparer.Ordinal)];

    /// <summary>What the browser gets if nothing leaves; null otherwise.</summary>
    public string? Answer => Describe(Outcome);

    /// <summary>What the browser would get if the policy were enforced and nothing left; null otherwise.</summary>
    public string? EnforcedAnswer => Outcome is ForwardedOutcome { Enforced: { } enforced } ? Describe(enforced) : null;

    private static string? Describe(HitOutcome outcome) => outcome is AnsweredOutcome { Answer: var answer }
        ? $"{answer.Status} {(answer.Body.IsEmpty ? "without a body" : $"{answer.ContentType}, {answer.Body.Length} bytes")}"
        : null;
}
