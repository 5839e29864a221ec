using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Inspection;

/// <summary>A request and how the gateway handles it.</summary>
internal sealed record Explanation(TypedRequest Request, Judgement Judgement)
{
    /// <summary>The verdict of a request on a route without a policy.</summary>
    public const string ForwardedAsIs = "forwarded as it is";

    public const string NotJudged = "not judged";

    private const string ServedByGateway = "answered by the gateway";

    /// <summary>Remarks for the reader, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public Policy? Policy => Judgement.Policy;

    public RewriteResult? Outcome => Judgement.Outcome;

    public IReadOnlyList<Vote> Votes => Outcome?.Decision is null ? [] : Policy!.EvaluateSignals(Judgement.Hit!);

    public IReadOnlyList<string> Before =>
        RequestLines.Create(Request.Method, Request.Target, Request.Headers, (Judgement.Hit?.PlainBody ?? Request.Body).Span);

    /// <summary>Empty if nothing is forwarded.</summary>
    public IReadOnlyList<string> After => Forwarded is { } hit
        ? RequestLines.Create(hit.Method, hit.TargetText, hit.Headers, ForwardedBody.Span)
        : [];

    /// <summary>Null if nothing is forwarded.</summary>
    public RewrittenHit? Forwarded => (Outcome as ForwardResult)?.Hit;

    /// <summary>The decoded body; an identified hit's own body is forwarded unchanged and may be compressed.</summary>
    public ReadOnlyMemory<byte> ForwardedBody =>
        Forwarded?.Body is not { } body ? default : body.Equals(Judgement.Hit!.Body) ? Judgement.Hit.PlainBody : body;

    /// <summary>The decision in a word, such as identified, anonymous or blocked, or the kind of request without a decision.</summary>
    public string Verdict => Outcome switch
    {
        null => VerdictWithoutPolicy,
        { IsShadow: true, Decision: { } decision } => $"{decision.Name} (shadow: not enforced)",
        { Decision: { } decision } => decision.Name,
        LocalResult { Response.Status: >= 400 } => "refused",
        LocalResult => ServedByGateway,
        _ when Judgement.Hit!.Kind == HitKind.OptOut => "opt-out call",
        _ => "static file",
    };

    /// <summary>The source of the response: a value of the label <c>by</c> of <c>gateway.requests</c>; null if unknown.</summary>
    public string? ServedBy => (Request.Defect, Outcome) switch
    {
        ({ }, _) => null,
        (_, null) when Judgement.Status is not null => Judgement.ServedBy,
        (_, LocalResult) => Diagnostics.ResponseSource.Gateway.Name,
        _ => Diagnostics.ResponseSource.Upstream.Name,
    };

    /// <summary>The status that the gateway serves; null if the track domain responds.</summary>
    public int? Status => Judgement.Status ?? (Outcome as LocalResult)?.Response.Status;

    /// <summary>Names of the identifier cookies that the response expires.</summary>
    public IReadOnlyList<string> Expired => Outcome is null
        ? []
        : [.. Policy!.CreateResponseCookies(Judgement.Hit!, Outcome).Select(line => new SetCookie(line.Value).Name.ToString())
            .Distinct(StringComparer.Ordinal)];

    /// <summary>The served response if nothing is forwarded; null otherwise.</summary>
    public string? Response => Judgement.Status is { } status ? StatusReason.Describe(status, Judgement.Reason) : Describe(Outcome);

    /// <summary>The response that the gateway would serve if the policy were enforced; null if it would forward the hit.</summary>
    public string? EnforcedResponse => Outcome is ForwardResult { Enforced: { } enforced } ? Describe(enforced) : null;

    /// <summary>The name of a vote's stance in the output.</summary>
    public static string NameOf(Stance stance) => stance.ToString().ToLowerInvariant();

    private string VerdictWithoutPolicy => (Request.Defect, Judgement.Status) switch
    {
        ({ }, _) => NotJudged,
        (_, null) => ForwardedAsIs,
        (_, >= 400) => "refused",
        _ => ServedByGateway,
    };

    private static string? Describe(RewriteResult? outcome) => outcome is LocalResult { Response: var response }
        ? $"{response.Status} {(response.Body.IsEmpty ? "without a body" : $"{response.ContentType}, {response.Body.Length} bytes")}"
        : null;
}
