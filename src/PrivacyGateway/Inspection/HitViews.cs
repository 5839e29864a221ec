using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Inspection;

/// <summary>Makes views of explanations.</summary>
internal static class HitViews
{
    private const int MostLines = 300;
    private const int LongestLine = 2000;

    /// <summary>Bytes of a body beyond which it is neither explained nor shown.</summary>
    private const int LongestBody = 64 * 1024;

    /// <summary>A hit that was served.</summary>
    /// <param name="hit">As it was read.</param>
    /// <param name="route">The route that took it.</param>
    /// <param name="policy">The route's policy.</param>
    /// <param name="outcome">The result of rewriting it.</param>
    /// <param name="host">Where the browser sent it.</param>
    public static HitView Create(Hit hit, string route, Policy policy, RewriteResult outcome, string host)
    {
        // The preview's own cookie is no part of what a page sends.
        var own =
            hit with
            {
                Headers = [.. hit.Headers.Select(static header => header.Is("Cookie") ? PreviewCookie.Strip(header.Value) is { } rest
                    ? new HeaderLine(header.Name, rest) : default : header).Where(static header => header.Name is not null)]
            };
        var isLarge = hit.PlainBody.Length > LongestBody;

        // The view shows the decision and the forwarded request as they were; only the names of the stripped items are computed again.
        var shown = isLarge ? outcome : outcome with { Trace = policy.Rewrite(own).Trace };
        var request = new TypedRequest(own.Method, own.Target.ToString(), [.. own.Headers.Where(static header => !header.Is("Host"))],
            isLarge ? [] : own.PlainBody.ToArray())
        {
            Host = host,
            SentAt = own.ReceivedAt,
        };
        var explained = isLarge ? own with { Body = default, DecodedBody = null } : own;
        var view = Create(
            new Explanation(request, new Judgement { Route = route, Policy = policy, Hit = explained, Outcome = shown }), own, isLarge);
        return isLarge
            ? view with { Notes = [$"The body has {hit.PlainBody.Length} bytes. Bodies beyond {LongestBody} bytes are not shown."] } : view;
    }

    /// <summary>A request that was not served, as <c>explain</c> judges it.</summary>
    public static HitView Create(Explanation explanation) => Create(explanation, explanation.Judgement.Hit, isLarge: false);

    private static HitView Create(Explanation explanation, Hit? hit, bool isLarge)
    {
        var (policy, outcome, votes) = (explanation.Policy?.Config, explanation.Outcome,
            explanation.Outcome?.Decision is null ? [] : explanation.Policy!.EvaluateSignals(hit!));
        var forwarded = explanation.Forwarded;
        var after = isLarge && forwarded is not null
            ? RequestLines.Create(forwarded.Method, forwarded.TargetText, forwarded.Headers, default) : explanation.After;
        var decision = outcome?.Decision;
        return new HitView
        {
            At = explanation.Request.SentAt ?? hit?.ReceivedAt ?? default,
            Host = explanation.Request.Host ?? "",
            Request = $"{WireText.Show(explanation.Request.Method)} {Short(WireText.Show(explanation.Request.Target.Split('?')[0]))}",
            Route = explanation.Judgement.Route,
            Policy = explanation.Policy?.Name,
            Verdict = explanation.Verdict,
            Because = decision is null ? null : Because(decision, outcome!),
            DecidedBy = decision?.DecidingVote.Signal,
            Votes = votes,
            Consents = hit is null || policy is null || decision is null ? [] : ConsentReadings.In(hit, policy, votes),
            Hints = hit is null || policy is null || decision is null ? [] : ConsentReadings.Hints(hit, policy),
            Lines = [.. LineDifference.Compute(Cut(explanation.Before), Cut(after)).Select(static line => (line.Sign, Short(line.Line)))],
            IsForwarded = forwarded is not null,
            IsEnforced = outcome is not { IsShadow: true },
            Stripped = StrippedItems.In(explanation),
            Kept = isLarge ? [] : ForwardedItems.In(explanation),
            Checks = hit is null || policy is null || decision is null ? [] : SpecificationChecks.For(hit, policy, forwarded),
            LocalResponse = explanation.Response,
            Notes = explanation.Notes,
        };
    }

    private static string Because(Decision decision, RewriteResult outcome) => decision switch
    {
        { IsBlocked: true } => $"Nothing is forwarded, because {decision.DecidingVote.Reason}.",
        { IsMixed: true } => "Some lines of the batch are anonymous and some are identified, because each speaks for itself.",
        { IsAnonymous: true }
            when outcome.IsShadow =>
                $"You would be anonymous, because {decision.DecidingVote.Reason}. The policy is in shadow mode, so you are forwarded as "
                    + "identified.",
        { IsAnonymous: true } => $"You are anonymous, because {decision.DecidingVote.Reason}.",
        _ => $"You are identified, because {decision.DecidingVote.Reason}.",
    };

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> lines) =>
        lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), $"  … {lines.Count - MostLines} further lines"];

    private static string Short(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
}
